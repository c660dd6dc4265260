using Better.Calendar.Model;

namespace Better.Calendar;

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
    public Uri? CalendarFileUrl { get; init => field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(CalendarFileUrl)); }

    /// <summary>The words for a language tag. Default: <see cref="InvitationTexts.ForLanguage"/>; give your own to change or add some.</summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } = InvitationTexts.ForLanguage;
}
