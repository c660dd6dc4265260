using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>How to join online.</summary>
public sealed record OnlineMeeting
{
    /// <summary>The platform's name: <c>Webex</c>.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Platform { get; init => field = Guard.ValidateName(value, nameof(Platform)); }

    /// <summary>The join link, https.</summary>
    /// <exception cref="ArgumentException">It is not an absolute https link.</exception>
    public required Uri Url { get; init => field = Guard.Validate(Guard.JoinLinkProblem, value, nameof(Url)); }

    /// <summary>What to type to be let in. It stands in emails, never in feeds and add-to-calendar links.</summary>
    public string? Passcode { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(Passcode)); }

    /// <summary>The number of the meeting, as the platform writes it.</summary>
    public string? MeetingNumber { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(MeetingNumber)); }

    /// <summary>The telephone number to listen in by.</summary>
    public string? DialIn { get; init => field = value is null ? null : Guard.ValidateName(value, nameof(DialIn)); }
}
