using System.Collections.Concurrent;
using System.Diagnostics;
using NUnit.Framework.Interfaces;

[assembly: Better.Calendar.Tests.Running.TimeLimit]

namespace Better.Calendar.Tests.Running;

/// <summary>
/// Ends the test run with the name of the test if a test hangs. The limits are far beyond what a slow machine needs, so no test fails
/// because it is slow.
/// </summary>
/// <remarks>
/// NUnit's own limits only cancel a token (<c>[CancelAfter]</c>, <c>NUnit.DefaultTimeout</c>), which code that hangs does not observe;
/// .NET cannot abort a thread, so only the end of the process ends such a test.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TimeLimitAttribute : Attribute, ITestAction
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(10);

    /// <summary>The limit for tests of the categories <c>Peer</c> and <c>Slow</c>, which use servers and other processes.</summary>
    private static readonly TimeSpan SlowLimit = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Timer> running = new();

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        if (Debugger.IsAttached)
        {
            return;
        }

        var limit = Environment.GetEnvironmentVariable("BETTER_CALENDAR_TEST_SECONDS") is { Length: > 0 } seconds
            ? TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture))
            : Categories(test).Any(static category => category is "Peer" or "Slow") ? SlowLimit : DefaultLimit;
        running[test.Id] = new Timer(
            _ => Environment.FailFast(
                $"The test {test.FullName} has not ended within {limit.TotalSeconds:0} s. Set BETTER_CALENDAR_TEST_SECONDS for "
                    + "another limit."),
                null,
                limit,
                Timeout.InfiniteTimeSpan);
    }

    public void AfterTest(ITest test)
    {
        if (running.TryRemove(test.Id, out var timer))
        {
            timer.Dispose();
        }
    }

    private static IEnumerable<string> Categories(ITest? test)
    {
        for (; test is not null; test = test.Parent)
        {
            // Asked for a key that it lacks, the bag of properties adds it, which is not safe when fixtures run in parallel.
            foreach (var category in test.Properties.ContainsKey("Category") ? test.Properties["Category"] : Array.Empty<object>())
            {
                yield return (string)category;
            }
        }
    }
}
