using System.Text.Json;

namespace Better.Calendar.Tests.Peers;

/// <summary>Checks .ics files with four independent programs: the byte rules of RFC 5545, libical, python-icalendar, ical.js.</summary>
/// <remarks>
/// Needs the part <c>parsers</c>. Each program runs once for all files: 200 files take two seconds, one takes half a second.
/// </remarks>
public static class IcsPeers
{
    /// <summary>Reads files; the results have the same order.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="all">Whether the programs of the part <c>readers</c> read them too.</param>
    public static IReadOnlyList<IcsReading> Read(IReadOnlyList<string> paths, bool all = false)
    {
        PeerRig.Need(all ? ["parsers", "readers"] : ["parsers"]);
        var json = PeerProcess.Run("python3 parsers/check.py", all ? ["--json", "all"] : ["--json"], paths.Select(Path.GetFullPath));
        return [.. JsonSerializer.Deserialize<List<FileFound>>(json, JsonSerializerOptions.Web)!.Select(ToReading)];
    }

    /// <summary>Reads the bytes of files; the results have the same order.</summary>
    public static IReadOnlyList<IcsReading> Read(IReadOnlyList<byte[]> files, bool all = false)
    {
        using var folder = new PeerFolder();
        return Read([.. files.Select((bytes, i) => folder.Write($"{i + 1:00000}.ics", bytes))], all);
    }

    /// <summary>Reads the bytes of one file.</summary>
    public static IcsReading Read(byte[] bytes) => Read([bytes])[0];

    private static IcsReading ToReading(FileFound file) => new()
    {
        File = Path.GetFileName(file.File),
        Readers = file.Readers.ToDictionary(
            static reader => reader.Key,
            static reader => new IcsReaderFindings
            {
                Violations = reader.Value.Violations,
                Events = [.. reader.Value.Events.Select(static e => new IcsEvent(e[0], e[1], e[2]))],
            }),
    };

    private sealed record FileFound(string File, Dictionary<string, ReaderFound> Readers);

    private sealed record ReaderFound(List<string> Violations, List<string[]> Events);
}
