using System.Globalization;

namespace Better.Calendar.Benchmarks;

/// <summary>Contestants that do the same work, measured in turns in one run, so that the machine's moods strike all alike.</summary>
internal static class Contest
{
    private const int Rounds = 15;

    // The runtime compiles again what runs often, and it takes its time where a neighbor has the other processor.
    private const int WarmUps = 5;


    // Looking at the clock has its price.
    private const int MostBetweenLooks = 64;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(150);

    /// <summary>Prints each contestant's median time and memory for one call, and the ratio to the first one.</summary>
    public static void Run(string title, params (string Name, Action Work)[] contestants)
    {
        Console.WriteLine(title);
        var times = contestants.Select(static _ => new List<double>()).ToArray();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            for (var at = 0; at < contestants.Length; at++)
            {
                var microseconds = Measure(contestants[at].Work);
                if (round >= 0)
                {
                    times[at].Add(microseconds);
                }
            }
        }

        var first = Median(times[0]);
        for (var at = 0; at < contestants.Length; at++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            contestants[at].Work();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contestants[at].Name,-44} {Median(times[at]),9:0.00} µs {bytes / 1024.0,8:0.0} KB   ratio {Median(times[at]) / first:0.00}"));
        }
    }

    /// <summary>Calls it for some time, and tells the microseconds of processor time of one call.</summary>
    public static double Measure(Action work)
    {
        var (start, calls) = (CpuTime.Microseconds, 0);
        for (var more = 1; CpuTime.Microseconds - start < Turn.TotalMicroseconds; calls += more, more = Math.Min(more * 2, MostBetweenLooks))
        {
            for (var call = 0; call < more; call++)
            {
                work();
            }
        }

        return (CpuTime.Microseconds - start) / calls;
    }

    /// <summary>What half of the values are below.</summary>
    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
