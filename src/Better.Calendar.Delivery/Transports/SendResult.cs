using Better.Calendar.Delivery.Options;

namespace Better.Calendar.Delivery;

/// <summary>The result of an attempt to send an email.</summary>
/// <param name="Status">Whether the email was accepted.</param>
/// <param name="Response">The server's response, or why there is none; on one line, without control characters.</param>
public sealed record SendResult(SendStatus Status, string Response)
{
    /// <summary>The server's response, or why there is none; on one line, without control characters.</summary>
    public string Response { get; init => field = OptionCheck.NotNull(value); } = Response
        ?? throw new ArgumentNullException(nameof(Response));

    /// <summary>
    /// What a refusal concerns, if <see cref="Status"/> is <see cref="SendStatus.Rejected"/> or <see cref="SendStatus.Deferred"/>. Default:
    /// the recipient.
    /// </summary>
    public RefusalScope Scope { get; init => field = OptionCheck.Defined(value); }
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

    /// <summary>
    /// The server ended a session that had worked before, or wants a new login, before it began with this email. The email is sent at once
    /// over a new connection, and this does not count as an attempt.
    /// </summary>
    SessionEnded,
}

/// <summary>What the refusal of a mail server concerns (RFC 3463).</summary>
public enum RefusalScope
{
    /// <summary>This recipient, such as an unknown address or a full mailbox.</summary>
    Recipient,

    /// <summary>This email, such as its size or its content.</summary>
    Email,

    /// <summary>This session: a new connection, with a new login, may help.</summary>
    Session,

    /// <summary>
    /// The server or the account, such as a relay that is not allowed, or a quota. If many recipients get the same such refusal and none an
    /// acceptance, a person must correct something.
    /// </summary>
    Server,
}
