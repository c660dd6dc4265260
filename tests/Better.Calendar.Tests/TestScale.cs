namespace Better.Calendar.Tests;

/// <summary>How much a test looks at: a slice at the desk, everything in CI or when asked for.</summary>
internal static class TestScale
{
    /// <summary>Whether the whole is asked for: <c>BETTER_CALENDAR_LONG=1</c> or <c>CI=true</c>. On the net10.0 build; the other has the slice, the rules being the same.</summary>
#if NETSTANDARD_BUILD
    public static bool Long => false;
#else
    public static bool Long { get; } =
        Environment.GetEnvironmentVariable("BETTER_CALENDAR_LONG") == "1" || Environment.GetEnvironmentVariable("CI") == "true";
#endif
}
