namespace Better.Calendar.Tests;

/// <summary>How much a test looks at: a slice at the desk, everything in CI or when asked for.</summary>
internal static class TestScale
{
    /// <summary>The category of tests that start processes or take seconds even in their slice.</summary>
    public const string Slow = "Slow";

    /// <summary>Whether the whole is asked for: <c>BETTER_CALENDAR_LONG=1</c> or <c>CI=true</c>. On the net10.0 build; the other has the slice, the rules being the same.</summary>
#if NETSTANDARD_BUILD
    public static bool Long => false;
#else
    public static bool Long { get; } =
        Environment.GetEnvironmentVariable("BETTER_CALENDAR_LONG") == "1" || Environment.GetEnvironmentVariable("CI") == "true";
#endif

    /// <summary>How many times the time of one piece of work another takes, the best of three: neither a slow machine nor a busy one decides.</summary>
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
