
namespace Better.Calendar;

/// <summary>How <see cref="SeriesSchedule"/> is written.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The zone its times are in (TZDB id); null: the series'.</summary>
    public string? Zone { get; init; }

    /// <summary>The words for a language tag. Default: <see cref="InvitationTexts.ForLanguage"/>; give your own to change or add some.</summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } = InvitationTexts.ForLanguage;
}
