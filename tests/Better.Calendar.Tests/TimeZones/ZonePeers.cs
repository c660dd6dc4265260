using System.Diagnostics;
using System.Globalization;
using System.Text;
using Better.Calendar.Tests.Peers;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>
/// Writes calendars with one VTIMEZONE each, and has the programs of tests/peers/zones (libical, dateutil, ical.js) read their instants.
/// </summary>
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

    /// <summary>Writes one calendar with the given events; none if their zone is written in UTC, which needs no judge.</summary>
    public void Add(VTimeZoneComponent component, DateTimeZone zone, IEnumerable<(Instant Start, Instant End)> events)
    {
        if (component.Encoding == VTimeZoneEncoding.Utc)
        {
            return;
        }

        text.Append("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Better.Calendar//Zones//EN\r\n");
        text.AppendJoin("", component.Lines.Select(static line => line + "\r\n"));
        foreach (var (start, end) in events)
        {
            var uid = string.Create(CultureInfo.InvariantCulture, $"{expected.Count:000000}@zones.example");
            expected.Add(uid, $"{zone.Id} {start.InZone(zone):uuuu-MM-dd'T'HH:mm o<g>} {Utc.Format(start)} {Utc.Format(end)}");
            text.Append(CultureInfo.InvariantCulture, $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20200101T000000Z\r\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"DTSTART;TZID={component.TzId}:{Local.Format(start.InZone(zone).LocalDateTime)}\r\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"DTEND;TZID={component.TzId}:{Local.Format(end.InZone(zone).LocalDateTime)}\r\nEND:VEVENT\r\n");
        }

        text.Append("END:VCALENDAR\r\n");
    }

    /// <summary>Writes the calendars added since the last call to a file.</summary>
    public void EndFile()
    {
        if (text.Length == 0)
        {
            return;
        }

        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{files.Count:000}.ics"));
        File.WriteAllText(path, text.ToString());
        files.Add(path);
        text.Clear();
    }

    /// <summary>Finds the events that a program reads at other instants: zone, local time, instants written, instants read.</summary>
    public IReadOnlyList<string> FindMisread(string program)
    {
        var (command, arguments) = program switch
        {
            "libical" => (Path.Combine(folder.FullName, "libical_zones"), Array.Empty<string>()),
            "dateutil" => ("/usr/bin/python3", [Script("dateutil_zones.py")]),
            _ => ("node", [Script("icaljs_zones.mjs")]),
        };
        if (program == "libical")
        {
            Compile("libical_zones.c", command);
        }

        var read = Run(command, [.. arguments, .. files]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(static line => line.Split(' ')[0], static line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return [.. expected
            .Where(written => !read.TryGetValue(written.Key, out var instants)
                || !written.Value.EndsWith(" " + instants, StringComparison.Ordinal))
            .Select(written => $"{written.Value} read as {read.GetValueOrDefault(written.Key, "nothing")}")];
    }

    /// <summary>Skips the test when a program is not installed; fails it when peers are required.</summary>
    public static void Require()
    {
        var rig = Environment.GetEnvironmentVariable("RIG_DIR") ?? "";
        string[] required =
            ["/usr/bin/gcc",
                "/usr/include/libical/ical.h",
                "/usr/lib/python3/dist-packages/dateutil",
                Path.Combine(rig, "parsers/node_modules/ical.js")];
        var missing = Array.FindAll(required, static path => !Path.IsPathRooted(path) || !(File.Exists(path) || Directory.Exists(path)));
        if (missing.Length > 0)
        {
            var reason =
                $"Not installed: {string.Join(", ", missing)}. See tests/peers/zones/README.md; RIG_DIR is the folder with ical.js.";
            if (Environment.GetEnvironmentVariable("BETTER_CALENDAR_PEERS") == "required")
            {
                Assert.Fail(reason);
            }

            PeerRig.Skip(reason);
        }
    }

    /// <summary>Runs one of the programs of tests/peers/zones, in C or Python, on files, and gives what it prints.</summary>
    public static string RunScript(string program, IEnumerable<string> paths)
    {
        if (!program.EndsWith(".c", StringComparison.Ordinal))
        {
            return Run("/usr/bin/python3", [Script(program), .. paths]);
        }

        var compiled = Path.Combine(Path.GetTempPath(), $"better-calendar-{Guid.NewGuid():N}");
        try
        {
            Compile(program, compiled);
            return Run(compiled, paths);
        }
        finally
        {
            File.Delete(compiled);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);

    private static void Compile(string program, string output) => Run("gcc", ["-O1", "-w", Script(program), "-o", output, "-lical"]);

    private static string Script(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Better.Calendar.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("There is no Better.Calendar.sln in a folder above the tests.");
        }

        return Path.Combine(root.FullName, "tests", "peers", "zones", name);
    }

    private static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }
}
