using System.Diagnostics;
using System.Globalization;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// Plans thirty workshops for growing numbers of participants: should take less than a second of processor time for 10,000, and grow
/// linearly.
/// </summary>
internal static class PlanBenchmark
{
    private const int Workshops = 30;
    private const int Rounds = 5;
    private static readonly Instant At = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static void Run()
    {
        Console.WriteLine(
            $"planning {Workshops} workshops: shortest of {Rounds} runs, processor time of the whole process, garbage collection included");
        foreach (var participants in new[] { 1_000, 10_000, 100_000 })
        {
            var series = YearWork.Series(Workshops, participants);
            var stored = SeriesRevision.First(series, At).Series;
            var rewritten = SeriesDocument.Read(SeriesDocument.Write(stored), maxLength: int.MaxValue);
            var allMoved =
                stored with { Workshops = [.. stored.Workshops.Select(workshop => workshop with { Start = workshop.Start.PlusHours(1) })] };
            var oneMoved =
                stored with
                {
                    Workshops =
                    [stored.Workshops[0] with { Start = stored.Workshops[0].Start.PlusHours(1) }, .. stored.Workshops.Skip(1)]
                };
            var replaced =
                stored with
                {
                    Participants =
                    [.. stored.Participants.Skip(participants / 10), .. Enumerable.Range(participants, participants / 10)
                        .Select(YearWork.Person)]
                };
            Measure(participants, "first emails to all", () => SeriesRevision.First(series, At));
            Measure(participants, "nothing edited, read from the document", () => SeriesRevision.Between(rewritten, rewritten, At));
            Measure(participants, "one workshop moved", () => SeriesRevision.Between(stored, oneMoved, At));
            Measure(participants, "all workshops moved", () => SeriesRevision.Between(stored, allMoved, At));
            Measure(participants, "a tenth left, another tenth joined", () => SeriesRevision.Between(stored, replaced, At));
        }
    }

    private static void Measure(int participants, string what, Func<SeriesRevision> plan)
    {
        var best = TimeSpan.MaxValue;
        var emails = 0;
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            emails = plan().Emails.Count;
            process.Refresh();
            var took = process.TotalProcessorTime - before;
            best = took < best ? took : best;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {participants,7:N0} participants, {what,-40} {emails,9:N0} emails {best.TotalMilliseconds,9:N0} ms "
                + $"{best.TotalMicroseconds / participants / Workshops,7:0.000} µs each"));
    }
}
