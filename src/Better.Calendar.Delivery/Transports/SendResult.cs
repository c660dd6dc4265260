using Better.Calendar.Delivery.Options;

namespace Better.Calendar.Delivery;

/// <summary>The result of an attempt to send an email.</summary>
/// <param name="Status">Whether the email was accepted.</param>
/// <param name="Response">The server's response, or why there is none; on one line.</param>
public sealed record SendResult(SendStatus Status, string Response)
{
    /// <summary>The server's response, or why there is none; on one line.</summary>
    public string Response { get; init => field = OptionCheck.NotNull(value); } = Response
        ?? throw new ArgumentNullException(nameof(Response));
}

/// <summary>Whether an email was accepted.</summary>
public enum SendStatus
{
    /// <summary>The server accepted it.</summary>
    Accepted,

    /// <summary>The server rejected it permanently (5xx); another attempt would not help.</summary>
    Rejected,

    /// <summary>The server rejected it for now (4xx).</summary>
    Deferred,

    /// <summary>The connection was lost before the end of the email was sent: it was certainly not accepted.</summary>
    NotSent,

    /// <summary>
    /// The connection was lost after the end of the email was sent and before a response came: it may have been accepted.
    /// </summary>
    Uncertain,

    /// <summary>Another worker had leased it meanwhile; its end was not sent.</summary>
    LeaseLost,
}
