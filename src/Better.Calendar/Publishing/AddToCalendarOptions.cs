using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>Options of <see cref="AddToCalendar"/>.</summary>
public sealed record AddToCalendarOptions
{
    /// <summary>
    /// The time zone of the reader (TZDB id). Default: null, the time zone of the workshop. Only the Yahoo link uses it; the others have
    /// UTC,
    /// and the calendar converts it.
    /// </summary>
    public string? Zone { get; init; }

    /// <summary>The URL where the host serves the .ics file of the workshop. Default: null, no link to a file.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https URL.</exception>
    public Uri? CalendarFileUrl
    {
        get; init =>
        field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(CalendarFileUrl));
    }

    /// <summary>
    /// Returns the texts for a language tag. Default: <see cref="InvitationTexts.ForLanguage"/>; replace it to change texts or to add a
    /// language.
    /// </summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } =
        InvitationTexts.ForLanguage;
}
