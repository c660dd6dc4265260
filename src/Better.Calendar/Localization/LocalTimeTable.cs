using Better.Calendar.Localization;
using NodaTime;

namespace Better.Calendar;

/// <summary>The times of a series on the clocks of everybody's city, and what is worth a warning. Compares by value.</summary>
/// <remarks>
/// Cancelled workshops are left out; numbers stay those of the schedule. <see cref="ToText(InvitationTexts)"/> gives the words.
/// </remarks>
public sealed record LocalTimeTable
{
    /// <summary>Before this, an hour is unsocial.</summary>
    public static LocalTime EarliestConvenientTime { get; } = new(7, 0);

    /// <summary>After this, an hour is unsocial.</summary>
    public static LocalTime LatestConvenientTime { get; } = new(21, 0);

    /// <summary>The language of city names without one of their own.</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>The workshops, in the order of the schedule: the columns.</summary>
    public required ValueList<TableWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }

    /// <summary>The cities with their times: the rows. First the organizer's, if no participant reads in that zone, then as participants name them.</summary>
    public required ValueList<CityRow> Cities { get; init => field = ArgumentGuard.NotNull(value, nameof(Cities)); }

    /// <summary>Where clocks change between two workshops, by zone.</summary>
    public required ValueList<ClockChange> ClockChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(ClockChanges)); }

    /// <summary>Where somebody is invited to a workshop that begins or ends before <see cref="EarliestConvenientTime"/> or after <see cref="LatestConvenientTime"/>.</summary>
    public required ValueList<InconvenientTime> InconvenientTimes { get; init => field = ArgumentGuard.NotNull(value, nameof(InconvenientTimes)); }

    /// <summary>The times of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named.</exception>
    public static LocalTimeTable Create(WorkshopSeries series, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new LocalTimeTableBuilder(series, zones ?? DateTimeZoneProviders.Tzdb).Build();
    }

    /// <summary>The words for a console or a page.</summary>
    /// <param name="language">The reader's language (BCP 47).</param>
    public LocalTimeTableText ToText(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return new LocalTimeTableFormatter(this, InvitationTexts.ForLanguage(language), language).Format();
    }

    /// <inheritdoc cref="ToText(string)" path="/summary|/remarks"/>
    /// <param name="texts">The reader's language, perhaps with sentences of the host's own.</param>
    public LocalTimeTableText ToText(InvitationTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new LocalTimeTableFormatter(this, texts, texts.Language).Format();
    }
}
