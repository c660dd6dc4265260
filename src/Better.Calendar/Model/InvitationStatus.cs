using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>The status of an invitation after the last email that a participant received about the workshop.</summary>
[JsonConverter(typeof(WordJsonConverter<InvitationStatus>))]
public enum InvitationStatus
{
    /// <summary>The participant is invited: the workshop is in their calendar.</summary>
    Invited,

    /// <summary>The participant was notified that the workshop is cancelled.</summary>
    Cancelled,

    /// <summary>The participant was notified that they are no longer invited.</summary>
    Withdrawn,

    /// <summary>
    /// The participant was asked about the workshop by an email about the whole course (<c>SchedulingMode.CourseEmail</c>): it is not in
    /// their calendar.
    /// </summary>
    Asked,
}
