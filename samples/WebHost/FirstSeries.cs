using Better.Calendar.Workshops;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>The series that the host begins with.</summary>
internal static class FirstSeries
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidOperationException">There is no such file, or the day is none.</exception>
    /// <exception cref="InvalidSeriesException">It has faults; all are named.</exception>
    public static WorkshopSeries Read(HostOptions options, TimeProvider clock)
    {
        var series = options.Series is { } file ? Open(file) : Embedded();
        var first = options.ShiftTo is { Length: > 0 } day ? Day(day)
            : options.Series is null ? LocalDate.FromDateOnly(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).PlusWeeks(4).Next(IsoDayOfWeek.Tuesday)
            : (LocalDate?)null;
        return first is { } start ? Shifted(series, start) : series;
    }

    private static WorkshopSeries Open(string file)
    {
        using var document = File.Exists(file) ? File.OpenRead(file) : throw new InvalidOperationException($"WebHost:Series: there is no file {Path.GetFullPath(file)}.");
        return SeriesDocument.Read(document);
    }

    private static WorkshopSeries Embedded()
    {
        using var document = typeof(FirstSeries).Assembly.GetManifestResourceStream("better-thematic-event-3.json")!;
        return SeriesDocument.Read(document);
    }

    private static LocalDate Day(string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : throw new InvalidOperationException($"WebHost:ShiftTo: \"{text}\" is not of the form 2027-01-19.");

    private static WorkshopSeries Shifted(WorkshopSeries series, LocalDate first)
    {
        var days = Period.DaysBetween(series.Workshops.Min(static workshop => workshop.Start.Date), first);
        return series with { Workshops = [.. series.Workshops.Select(workshop => workshop with { Start = workshop.Start.PlusDays(days) })] };
    }
}
