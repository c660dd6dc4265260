using System.Collections.Concurrent;
using System.Diagnostics;
using NUnit.Framework.Interfaces;

[assembly: Better.Calendar.Tests.Running.TimeLimit]

namespace Better.Calendar.Tests.Running;

/// <summary>
/// Ends the run, naming the test, when one test hangs. The limits are far beyond what a slow machine needs: no test is judged by its time.
/// </summary>
/// <remarks>
/// NUnit's own limits only cancel a token (<c>[CancelAfter]</c>, <c>NUnit.DefaultTimeout</c>), which code that hangs does not look at;
/// .NET cannot abort a thread, so what hangs can be ended with its process only.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TimeLimitAttribute : Attribute, ITestAction
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    /// <summary>For tests of the categories <c>Peer</c> and <c>Slow</c>: real servers and processes.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromMinutes(30);

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
            : Categories(test).Any(static category => category is "Peer" or "Slow") ? Generous : Usual;
        running[test.Id] = new Timer(
            _ => Environment.FailFast($"Test hangs: {test.FullName} has not ended within {limit.TotalSeconds:0} s."), null, limit, Timeout.InfiniteTimeSpan);
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
            foreach (var category in test.Properties["Category"])
            {
                yield return (string)category;
            }
        }
    }
}
