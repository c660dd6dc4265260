using System.Diagnostics;
using System.Globalization;
using System.Text;
using Better.Calendar.Tests.Peers;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>Writes calendars with one VTIMEZONE each and asks the strangers of tests/peers/zones for their instants.</summary>
internal sealed class ZonePeers : IDisposable
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("better-calendar-zones-");
    private readonly SortedDictionary<string, string> expected = new(StringComparer.Ordinal);
    private readonly StringBuilder text = new();
    private readonly List<string> files = [];

    /// <summary>How many instants have been written.</summary>
    public int Count => 2 * expected.Count;

    /// <summary>Writes one calendar; its events last from each instant to the next one of the pair.</summary>
    public void Add(VTimeZoneComponent component, DateTimeZone zone, IEnumerable<(Instant Start, Instant End)> events)
    {
        text.Append("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Better.Calendar//Zones//EN\r\n");
        text.AppendJoin("", component.Lines.Select(static line => line + "\r\n"));
        foreach (var (start, end) in events)
        {
            var uid = string.Create(CultureInfo.InvariantCulture, $"{expected.Count:000000}@zones.example");
            expected.Add(uid, $"{zone.Id} {start.InZone(zone):uuuu-MM-dd'T'HH:mm o<g>} {Utc.Format(start)} {Utc.Format(end)}");
            text.Append(CultureInfo.InvariantCulture, $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20200101T000000Z\r\n");
            text.Append(CultureInfo.InvariantCulture, $"DTSTART;TZID={component.TzId}:{Local.Format(start.InZone(zone).LocalDateTime)}\r\n");
            text.Append(CultureInfo.InvariantCulture, $"DTEND;TZID={component.TzId}:{Local.Format(end.InZone(zone).LocalDateTime)}\r\nEND:VEVENT\r\n");
        }

        text.Append("END:VCALENDAR\r\n");
    }

    /// <summary>Ends a file with what was added to it.</summary>
    public void EndFile()
    {
        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{files.Count:000}.ics"));
        File.WriteAllText(path, text.ToString());
        files.Add(path);
        text.Clear();
    }

    /// <summary>The events that a stranger reads otherwise than they were meant: zone, local time, instants meant, instants read.</summary>
    public IReadOnlyList<string> Misread(string program)
    {
        var (command, arguments) = program switch
        {
            "libical" => (Path.Combine(folder.FullName, "libical_zones"), Array.Empty<string>()),
            "dateutil" => ("/usr/bin/python3", [Script("dateutil_zones.py")]),
            _ => ("node", [Script("icaljs_zones.mjs")]),
        };
        if (program == "libical")
        {
            Run("gcc", ["-O1", "-w", Script("libical_zones.c"), "-o", command, "-lical"]);
        }

        var read = Run(command, [.. arguments, .. files]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(static line => line.Split(' ')[0], static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return [.. expected
            .Where(meant => !read.TryGetValue(meant.Key, out var instants) || !meant.Value.EndsWith(" " + instants, StringComparison.Ordinal))
            .Select(meant => $"{meant.Value} read as {read.GetValueOrDefault(meant.Key, "nothing")}")];
    }

    /// <summary>Skips the test where a stranger is not installed; fails it where peers are required.</summary>
    public static void Need()
    {
        var rig = Environment.GetEnvironmentVariable("RIG_DIR") ?? "";
        string[] needed =
            ["/usr/bin/gcc", "/usr/include/libical/ical.h", "/usr/lib/python3/dist-packages/dateutil", Path.Combine(rig, "parsers/node_modules/ical.js")];
        var missing = Array.FindAll(needed, static path => !Path.IsPathRooted(path) || !(File.Exists(path) || Directory.Exists(path)));
        if (missing.Length > 0)
        {
            var reason = $"Not there: {string.Join(", ", missing)}. See tests/peers/zones/README.md; RIG_DIR names the folder of ical.js.";
            if (Environment.GetEnvironmentVariable("BETTER_CALENDAR_PEERS") == "required")
            {
                Assert.Fail(reason);
            }

            Better.Calendar.Tests.Peers.PeerRig.Skip(reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static string Script(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Better.Calendar.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("No Better.Calendar.sln above the tests.");
        }

        return Path.Combine(root.FullName, "tests", "peers", "zones", name);
    }

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {complaints.GetAwaiter().GetResult()}");
    }
}
