using Better.Calendar.Wordings;
using Better.Calendar.Workshops;

namespace Better.Calendar.Links;

/// <summary>How <see cref="AddToCalendar"/> links are written.</summary>
public sealed record AddToCalendarOptions
{
    /// <summary>
    /// The zone the reader lives in (TZDB id); null: the workshop's. Only Yahoo's link needs it; all others say UTC, and each
    /// calendar shows it by its own clock.
    /// </summary>
    public string? Zone { get; init; }

    /// <summary>Where the host serves the workshop's .ics file; null: no link to it.</summary>
    /// <exception cref="ArgumentException">It is not an absolute web address.</exception>
    public Uri? File { get; init => field = value is null ? null : Checked.By(Checked.WebAddressProblem, value, nameof(File)); }

    /// <summary>The words for a language tag. Default: <see cref="InvitationWording.For"/>; give your own to change or add some.</summary>
    public Func<string, InvitationWording> Wording { get; init => field = ArgumentGuard.NotNull(value, nameof(Wording)); } = InvitationWording.For;
}
