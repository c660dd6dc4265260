using System.Text.Json;

namespace Better.Calendar.Tests.Peers;

/// <summary>Reads recurrence rules with four independent libraries: libical, python-dateutil, ical.js, rrule.</summary>
/// <remarks>Needs the part <c>parsers</c>. Each library runs once for all rules.</remarks>
internal static class RecurrencePeers
{
    /// <summary>What each library says about each rule, by the library's name; the results have the order of the rules.</summary>
    /// <param name="rules">The rules with DTSTART, and how many days of occurrences are wanted.</param>
    public static Dictionary<string, List<Result>> Read(IEnumerable<(string Rule, string Start, int Days)> rules)
    {
        PeerRig.Need("parsers");
        var json = PeerProcess.Run("python3 parsers/recur.py", [], rules.Select(rule => $"{rule.Rule}\t{rule.Start}\t{rule.Days}"));
        return JsonSerializer.Deserialize<Dictionary<string, List<Result>>>(json, JsonSerializerOptions.Web)!;
    }

    /// <summary>What one library says about one rule.</summary>
    /// <param name="Valid">Whether it accepts the rule.</param>
    /// <param name="Days">The first days of the occurrences, such as 20270414.</param>
    internal sealed record Result(bool Valid, List<string> Days);
}
