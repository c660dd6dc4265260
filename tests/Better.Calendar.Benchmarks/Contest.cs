using System.Globalization;

namespace Better.Calendar.Benchmarks;

/// <summary>Runs several implementations of the same work in turns, so that changes of the speed of the machine affect all alike.</summary>
internal static class Contest
{
    private const int Rounds = 15;

    // Tiered compilation recompiles hot methods in the background, which takes longer on a busy machine.
    private const int WarmUps = 5;

    // Reading the clock takes time itself.
    private const int MaxCallsBetweenReadings = 64;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Prints the median processor time and the allocated memory of one call of each contestant, and the ratio to the first one.
    /// </summary>
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
            var median = Median(times[at]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {contestants[at].Name,-44} {median,9:0.00} µs {bytes / 1024.0,8:0.0} KB   ratio {median / first:0.00}"));
        }
    }

    /// <summary>Calls the work for 150 ms of processor time, and returns the microseconds of one call.</summary>
    public static double Measure(Action work)
    {
        var (start, calls) = (CpuTime.Microseconds, 0);
        for (var batch = 1; CpuTime.Microseconds
            - start < Turn.TotalMicroseconds; calls += batch, batch = Math.Min(batch * 2, MaxCallsBetweenReadings))
        {
            for (var call = 0; call < batch; call++)
            {
                work();
            }
        }

        return (CpuTime.Microseconds - start) / calls;
    }

    /// <summary>The median.</summary>
    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
