using NodaTime;

namespace Better.Calendar.Tests.Peers;

/// <summary>What the independent readers found in one .ics file.</summary>
public sealed record IcsReading
{
    /// <summary>The name of the reader that checks the byte rules; it reads no events.</summary>
    public const string Bytes = "bytes";

    /// <summary>The file's name without its folder.</summary>
    public required string File { get; init; }

    /// <summary>The findings by reader: bytes, libical, python-icalendar, ical.js.</summary>
    public required IReadOnlyDictionary<string, IcsReaderFindings> Readers { get; init; }

    /// <summary>The violations that any reader found, and differences between the times they read; empty for a valid file.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. Readers.SelectMany(reader => reader.Value.Violations.Select(violation => $"{File}: {reader.Key}: {violation}")),
        .. Disagreements,
    ];

    /// <summary>The events as all readers read them, in the file's order.</summary>
    /// <exception cref="InvalidOperationException">The readers differ.</exception>
    public IReadOnlyList<IcsEvent> Events =>
        Disagreements.Any()
            ? throw new InvalidOperationException(string.Join(Environment.NewLine, Disagreements))
            : Parsers.First().Value.Events;

    /// <summary>The start and the end of each event by UID, as all readers read them.</summary>
    /// <exception cref="InvalidOperationException">The readers differ, or an event has no end or is not fixed to UTC.</exception>
    public IReadOnlyDictionary<string, Interval> Times =>
        Events.ToDictionary(static e => e.Uid, static e => new Interval(e.StartInstant, e.EndInstant));

    private IEnumerable<KeyValuePair<string, IcsReaderFindings>> Parsers => Readers.Where(static reader => reader.Key != Bytes);

    private IEnumerable<string> Disagreements =>
        from reader in Parsers.Skip(1)
        let first = Parsers.First()
        where !reader.Value.Events.SequenceEqual(first.Value.Events)
        select $"{File}: {first.Key} reads {string.Join(", ", first.Value.Events)}; "
            + $"{reader.Key} reads {string.Join(", ", reader.Value.Events)}";
}
