namespace Better.Calendar.Tests;

/// <summary>How many cases a test runs: some on a developer's machine, all in CI or on request.</summary>
internal static class TestScale
{
    /// <summary>The category of tests that start processes, or take seconds even with few cases.</summary>
    public const string Slow = "Slow";

    // Random cases of the netstandard2.0 build, whose code is the same, only show that it runs: never all, and a quarter of the others.
#if NETSTANDARD_BUILD
    /// <summary>Whether all cases run.</summary>
    public static bool Long => false;

    /// <summary>By which the number of random cases on a developer's machine is divided.</summary>
    public static int SliceDivisor => 4;
#else
    /// <summary>Whether all cases run: <c>BETTER_CALENDAR_LONG=1</c> or <c>CI=true</c>.</summary>
    public static bool Long { get; } =
        Environment.GetEnvironmentVariable("BETTER_CALENDAR_LONG") == "1" || Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>By which the number of random cases on a developer's machine is divided.</summary>
    public static int SliceDivisor => 1;
#endif

    /// <summary>
    /// The ratio of the durations of two pieces of work, the lowest of three, so that a slow or busy machine does not matter.
    /// </summary>
    public static double BestRatio(Action work, Action yardstick)
    {
        yardstick();
        return Enumerable.Range(0, 3).Min(_ => Seconds(work) / Seconds(yardstick));
    }

    private static double Seconds(Action work)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }
}
