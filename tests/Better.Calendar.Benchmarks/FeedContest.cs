using System.Globalization;

namespace Better.Calendar.Benchmarks;

/// <summary>A PUBLISH calendar of 3 to 30,000 events: ours written to a stream, Ical.Net's as objects and one string.</summary>
internal static class FeedContest
{
    public static void Run()
    {
        foreach (var events in new[] { 3, 300, 3_000, 30_000 })
        {
            var series = FeedWork.Series(events);
            var descriptions = FeedWork.Descriptions(series);
            Contest.Run(
                string.Create(CultureInfo.InvariantCulture, $"a feed of {events} events"),
                ("straightforward: Ical.Net", () => FeedWork.WriteByIcalNet(series, descriptions)),
                ("ours: PublishTo a stream", () => WorkshopCalendar.PublishTo(Stream.Null, series, series.Language, FeedWork.At)));
        }
    }

    /// <summary>
    /// Writes one feed and prints the peak memory of the process. DOTNET_GCGen0MaxBudget=100000 limits generation 0 of the garbage
    /// collector to 1 MB.
    /// </summary>
    public static void RunOnce(int events)
    {
        WorkshopCalendar.PublishTo(Stream.Null, FeedWork.Series(events), "hu", FeedWork.At);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{events} events, peak memory of the process {process.PeakWorkingSet64 / 1e6:0} MB"));
    }
}
