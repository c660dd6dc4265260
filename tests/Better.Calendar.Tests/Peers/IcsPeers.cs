using System.Text.Json;

namespace Better.Calendar.Tests.Peers;

/// <summary>Asks four independent readers what they think of .ics files: byte rules, libical, python-icalendar, ical.js.</summary>
/// <remarks>Needs the part <c>parsers</c>. One process per reader for all files: 200 take two seconds, one takes half a second.</remarks>
public static class IcsPeers
{
    /// <summary>Reads files, in order.</summary>
    public static IReadOnlyList<IcsReading> Read(IReadOnlyList<string> paths)
    {
        PeerRig.Need("parsers");
        var json = PeerProcess.Run("python3 parsers/check.py", ["--json"], paths.Select(Path.GetFullPath));
        return [.. JsonSerializer.Deserialize<List<FileFound>>(json, JsonSerializerOptions.Web)!.Select(Reading)];
    }

    /// <summary>Reads the bytes of files, in order.</summary>
    public static IReadOnlyList<IcsReading> Read(IReadOnlyList<byte[]> files)
    {
        using var folder = new PeerFolder();
        return Read([.. files.Select((bytes, i) => folder.Write($"{i + 1:00000}.ics", bytes))]);
    }

    /// <summary>Reads the bytes of one file.</summary>
    public static IcsReading Read(byte[] bytes) => Read([bytes])[0];

    private static IcsReading Reading(FileFound file) => new()
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
