using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Better.Calendar.Benchmarks;

/// <summary>The processor time of this thread, which other programs on the machine affect less than the elapsed time.</summary>
internal static partial class CpuTime
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>
    /// Microseconds since an arbitrary start; the elapsed time if the system does not measure the processor time of a thread.
    /// </summary>
    public static double Microseconds =>
        OperatingSystem.IsLinux() && clock_gettime(ThreadCpuTime, out var time) == 0
            ? (time.Seconds * 1e6) + (time.Nanoseconds / 1e3)
            : Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency;

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
