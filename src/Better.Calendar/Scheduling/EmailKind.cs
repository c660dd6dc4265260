using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>What an email is for.</summary>
[JsonConverter(typeof(WordJsonConverter<EmailKind>))]
public enum EmailKind
{
    /// <summary>Invites to a workshop (METHOD:REQUEST).</summary>
    Invitation,

    /// <summary>
    /// Confirms the place of somebody who has accepted elsewhere, for example on a registration form (METHOD:REQUEST with
    /// PARTSTAT=ACCEPTED, so that their calendar does not ask again).
    /// </summary>
    Confirmation,

    /// <summary>Says what has changed (METHOD:REQUEST).</summary>
    Update,

    /// <summary>Says that the workshop is cancelled (METHOD:CANCEL).</summary>
    Cancellation,

    /// <summary>Says that the workshop takes place but this recipient is no longer invited (METHOD:CANCEL).</summary>
    Withdrawal,

    /// <summary>
    /// Reminds of a workshop, with the join link: asks for a response if <see cref="PlannedEmail.Response"/> is null; it has no calendar
    /// part.
    /// </summary>
    Reminder,

    /// <summary>Shows the whole schedule; it has no calendar part.</summary>
    Overview,

    /// <summary>
    /// After a workshop, or after all of them: thanks who came, says what was done, links to materials and says what comes next; it has no
    /// calendar part.
    /// </summary>
    FollowUp,
}
