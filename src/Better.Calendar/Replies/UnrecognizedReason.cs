using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Why a mail is not recognized as a reply to an invitation of the series.</summary>
[JsonConverter(typeof(WordJsonConverter<UnrecognizedReason>))]
public enum UnrecognizedReason
{
    /// <summary>The mail has no calendar and is not a bounce: an ordinary mail that somebody has to read.</summary>
    NoCalendar,

    /// <summary>The mail, or the calendar in it, cannot be parsed.</summary>
    Unreadable,

    /// <summary>The mail is beyond one of the <see cref="ReplyLimits"/>.</summary>
    TooLarge,

    /// <summary>
    /// The calendar is not a reply: it has no METHOD, replies to something other than an event, or has a METHOD that only an organizer
    /// sends (REQUEST, CANCEL, PUBLISH, …). Such mails are never acted on.
    /// </summary>
    NotAReply,

    /// <summary>The reply is about an event that is not a workshop of the series.</summary>
    UnknownWorkshop,

    /// <summary>
    /// The sender is not invited and the policy rejects such replies, or the mail names no sender; or a bounce is about an email to
    /// somebody who is not invited.
    /// </summary>
    UnknownSender,

    /// <summary>The reply is about a workshop that is cancelled, or about a date that the series no longer has.</summary>
    Outdated,

    /// <summary>
    /// The mail is a reply without a response: it has no PARTSTAT, or NEEDS-ACTION; or it is a proposal without a valid time.
    /// </summary>
    IncompleteReply,

    /// <summary>A participant delegates, or a delegate responds, and the policy rejects delegates.</summary>
    DelegationRejected,
}
