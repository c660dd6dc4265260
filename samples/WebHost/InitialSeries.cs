using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>The series that the host begins with.</summary>
internal static class InitialSeries
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidOperationException">There is no such file, or the day is none.</exception>
    /// <exception cref="InvalidSeriesException">It has faults; all are named.</exception>
    public static WorkshopSeries Read(WebHostOptions options, TimeProvider timeProvider)
    {
        var series = options.Series is { } file ? Open(file) : ReadEmbedded();
        var first = options.ShiftTo is { Length: > 0 } day ? ParseDay(day)
            : options.Series is null ? LocalDate.FromDateOnly(DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime)).PlusWeeks(4).Next(IsoDayOfWeek.Tuesday)
            : (LocalDate?)null;
        return first is { } start ? Shift(series, start) : series;
    }

    private static WorkshopSeries Open(string file)
    {
        using var document = File.Exists(file) ? File.OpenRead(file) : throw new InvalidOperationException($"WebHost:Series: there is no file {Path.GetFullPath(file)}.");
        return SeriesDocument.Read(document);
    }

    private static WorkshopSeries ReadEmbedded()
    {
        using var document = typeof(InitialSeries).Assembly.GetManifestResourceStream("better-thematic-event-3.json")!;
        return SeriesDocument.Read(document);
    }

    private static LocalDate ParseDay(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : throw new InvalidOperationException($"WebHost:ShiftTo: \"{text}\" is not of the form 2027-01-19.");

    private static WorkshopSeries Shift(WorkshopSeries series, LocalDate first)
    {
        var days = Period.DaysBetween(series.Workshops.Min(static workshop => workshop.Start.Date), first);
        return series with { Workshops = [.. series.Workshops.Select(workshop => workshop with { Start = workshop.Start.PlusDays(days) })] };
    }
}
