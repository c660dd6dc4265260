using Better.Calendar.Localization;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// The local times of a series in the cities of its participants, with warnings about clock changes and inconvenient times. Compares by
/// value.
/// </summary>
/// <remarks>
/// Cancelled workshops are left out; the others keep their numbers in the schedule. <see cref="ToText(InvitationTexts)"/> formats the
/// table.
/// </remarks>
/// <example>
/// <code>
/// var text = LocalTimeTable.Create(series).ToText("en");
/// foreach (var row in text.Rows)
/// {
///     Console.WriteLine(string.Join(" | ", row));
/// }
/// </code>
/// </example>
public sealed record LocalTimeTable
{
    /// <summary>The earliest local time that is not inconvenient: 7:00.</summary>
    public static LocalTime EarliestConvenientTime { get; } = new(7, 0);

    /// <summary>The latest local time that is not inconvenient: 21:00.</summary>
    public static LocalTime LatestConvenientTime { get; } = new(21, 0);

    /// <summary>The language of city names without a language tag: the language of the series (BCP 47).</summary>
    public required string Language { get; init => field = ArgumentGuard.NotNull(value, nameof(Language)); }

    /// <summary>The columns: the workshops, in the order of the schedule.</summary>
    public required ValueList<TableWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }

    /// <summary>
    /// The rows: the cities with their times, in the order of the participants. The time zone of the series comes first when no participant
    /// is in it.
    /// </summary>
    public required ValueList<CityRow> Cities { get; init => field = ArgumentGuard.NotNull(value, nameof(Cities)); }

    /// <summary>The clock changes between two workshops, by time zone.</summary>
    public required ValueList<ClockChange> ClockChanges { get; init => field = ArgumentGuard.NotNull(value, nameof(ClockChanges)); }

    /// <summary>
    /// The workshops that start or end, for a participant who is invited, before <see cref="EarliestConvenientTime"/> or after
    /// <see cref="LatestConvenientTime"/>.
    /// </summary>
    public required ValueList<InconvenientTime> InconvenientTimes
    {
        get; init =>
        field = ArgumentGuard.NotNull(value, nameof(InconvenientTimes));
    }

    /// <summary>Creates the table of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static LocalTimeTable Create(WorkshopSeries series, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new LocalTimeTableBuilder(series, zones ?? DateTimeZoneProviders.Tzdb).Build();
    }

    /// <summary>Formats the table for a console or a page.</summary>
    /// <param name="language">The language of the reader (BCP 47).</param>
    public LocalTimeTableText ToText(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return new LocalTimeTableFormatter(this, InvitationTexts.ForLanguage(language), language).Format();
    }

    /// <inheritdoc cref="ToText(string)" path="/summary|/remarks"/>
    /// <param name="texts">The language of the reader, possibly with texts that the host has replaced.</param>
    public LocalTimeTableText ToText(InvitationTexts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new LocalTimeTableFormatter(this, texts, texts.Language).Format();
    }
}
