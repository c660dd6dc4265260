using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>An online meeting and how to join it.</summary>
public sealed record OnlineMeeting
{
    /// <summary>The name of the platform, such as <c>Webex</c>.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string Platform { get; init => field = Guard.ValidateName(value, nameof(Platform)); }

    /// <summary>The join link, an absolute https URL.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute https URL, or it contains user information.</exception>
    public required Uri Url { get; init => field = Guard.Validate(Guard.JoinLinkProblem, value, nameof(Url)); }

    /// <summary>
    /// The passcode of the meeting; null when there is none. Emails contain it; feeds and add-to-calendar links never do.
    /// </summary>
    public string? Passcode { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(Passcode)); }

    /// <summary>The meeting number, as the platform writes it; null when there is none.</summary>
    public string? MeetingNumber { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(MeetingNumber)); }

    /// <summary>The telephone number to dial in; null when there is none.</summary>
    public string? DialIn { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(DialIn)); }
}
