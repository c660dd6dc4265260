using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>
/// How one participant joins the online meeting of a workshop: by a link of their own, as platforms give it to each registrant. Their
/// emails, calendar entries and pages have it instead of the link of <see cref="Workshop.Meeting"/>, and nobody else's.
/// </summary>
public sealed record ParticipantMeeting
{
    /// <summary>The id of the workshop. As long as that has no <see cref="Workshop.Meeting"/>, the link is not shown.</summary>
    /// <exception cref="ArgumentException">The value is not an id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>The participant's join link, an absolute https URL.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute https URL, or it contains user information.</exception>
    public required Uri Url { get; init => field = Guard.Validate(Guard.JoinLinkProblem, value, nameof(Url)); }

    /// <summary>The participant's passcode; null: the one of the meeting, if it has one.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? Passcode { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(Passcode)); }

    /// <summary>Whether both are the same to a reader; two links that differ after the # are not.</summary>
    internal static bool AreSame(ParticipantMeeting? one, ParticipantMeeting? other) =>
        one is null || other is null
            ? one == other
            : one.Passcode == other.Passcode && LinkFormatter.Format(one.Url) == LinkFormatter.Format(other.Url);
}
