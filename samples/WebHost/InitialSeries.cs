using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>The series that a new database starts with.</summary>
internal static class InitialSeries
{
    /// <summary>Reads the series that the options name, by default the BETTER series.</summary>
    /// <exception cref="InvalidOperationException">The file does not exist, or ShiftTo is not a date.</exception>
    /// <exception cref="InvalidSeriesException">The series is invalid; the exception lists all errors.</exception>
    public static WorkshopSeries Read(WebHostOptions options, TimeProvider timeProvider)
    {
        var series = options.Series is { } file ? Open(file) : ReadEmbedded();
        var first = options.ShiftTo is { Length: > 0 } day ? ParseDay(day)
            : options.Series is null
                ? LocalDate.FromDateOnly(DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime))
                    .PlusWeeks(4)
                    .Next(IsoDayOfWeek.Tuesday)
            : (LocalDate?)null;
        return first is { } start ? Shift(series, start) : series;
    }

    private static WorkshopSeries Open(string file)
    {
        using var document = File.Exists(file)
            ? File.OpenRead(file)
            : throw new InvalidOperationException(
                $"WebHost:Series names {Path.GetFullPath(file)}, and there is no such file. Name a series document.");
        return SeriesDocument.Read(document);
    }

    private static WorkshopSeries ReadEmbedded()
    {
        using var document = typeof(InitialSeries).Assembly.GetManifestResourceStream("better-thematic-event-3.json")!;
        return SeriesDocument.Read(document);
    }

    private static LocalDate ParseDay(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } day
            ? day.Value
            : throw new InvalidOperationException($"WebHost:ShiftTo is \"{text}\", which is not a date. Write it like 2027-01-19.");

    private static WorkshopSeries Shift(WorkshopSeries series, LocalDate first)
    {
        var days = Period.DaysBetween(series.Workshops.Min(static workshop => workshop.Start.Date), first);
        return series with
        {
            Workshops =
            [.. series.Workshops.Select(workshop => workshop with { Start = workshop.Start.PlusDays(days) })]
        };
    }
}
