namespace Better.Calendar;

/// <summary>Why a mail is no reply to be acted on.</summary>
public enum UnrecognizedReason
{
    /// <summary>There is no calendar in it, and it is no bounce: an ordinary mail.</summary>
    NoCalendar,

    /// <summary>It cannot be read as a mail, or its calendar not as one.</summary>
    Unreadable,

    /// <summary>It is beyond the <see cref="ReplyLimits"/>.</summary>
    TooLarge,

    /// <summary>It is no reply but something that only an organizer sends (REQUEST, CANCEL, PUBLISH, …). Such mails are never acted on.</summary>
    NotAReply,

    /// <summary>It is about an event that is no workshop of this series.</summary>
    UnknownWorkshop,

    /// <summary>It comes from somebody who is not invited, and the policy refuses such.</summary>
    UnknownSender,

    /// <summary>It is about a workshop that is off by now, or about a date that it has no more.</summary>
    Outdated,

    /// <summary>It is a reply and does not say what: no PARTSTAT, or NEEDS-ACTION; a proposal without a time.</summary>
    IncompleteReply,

    /// <summary>Somebody is sent in a participant's place, and the policy refuses that.</summary>
    DelegationRejected,
}
