using Better.Calendar.Delivery.Options;

namespace Better.Calendar.Delivery;

/// <summary>What became of an email that was handed to a sink.</summary>
/// <param name="Status">What.</param>
/// <param name="Response">What the sink said, or why it said nothing; on one line.</param>
public sealed record SendResult(SendStatus Status, string Response)
{
    /// <summary>What the sink said, or why it said nothing; on one line.</summary>
    public string Response { get; init => field = OptionCheck.NotNull(value); } = Response ?? throw new ArgumentNullException(nameof(Response));
}

/// <summary>What becomes of emails.</summary>
public enum SendStatus
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Refused, and another try would be too (5xx).</summary>
    Rejected,

    /// <summary>Refused for now (4xx).</summary>
    Deferred,

    /// <summary>The line broke before the end of the email was out: surely not taken.</summary>
    NotSent,

    /// <summary>The line broke after the end of the email was out, and before a response came.</summary>
    Uncertain,

    /// <summary>Another worker has it by now; its end was not sent.</summary>
    LeaseLost,
}
