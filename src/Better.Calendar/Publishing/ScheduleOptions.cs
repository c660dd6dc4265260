
namespace Better.Calendar;

/// <summary>Options of <see cref="SeriesSchedule"/>.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The time zone of the times (TZDB id). Default: null, the time zone of the series.</summary>
    public string? Zone { get; init; }

    /// <summary>
    /// Returns the texts for a language tag. Default: <see cref="InvitationTexts.ForLanguage"/>; replace it to change texts or to add a
    /// language.
    /// </summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } =
        InvitationTexts.ForLanguage;
}
