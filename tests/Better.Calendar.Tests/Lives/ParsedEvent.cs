using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Lives;

/// <summary>A VEVENT, read without the library's model.</summary>
internal sealed record ParsedEvent
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    public required string Uid { get; init; }

    public required int Sequence { get; init; }

    /// <summary>Which occurrence an override is about; null for a single event or a master.</summary>
    public required Instant? RecurrenceId { get; init; }

    public required ZonedDateTime Start { get; init; }

    public required ZonedDateTime End { get; init; }

    public required string Status { get; init; }

    public required string Location { get; init; }

    public required string Title { get; init; }

    /// <summary>The unfolded ATTENDEE line.</summary>
    public required string Attendee { get; init; }

    public bool Asks => Attendee.Contains("RSVP=TRUE", StringComparison.Ordinal);

    /// <summary>The PARTSTAT; NEEDS-ACTION if there is none (RFC 5545, 3.2.12).</summary>
    public string PartStat =>
        Attendee.Split(';', ':').FirstOrDefault(one => one.StartsWith("PARTSTAT=", StringComparison.Ordinal))?["PARTSTAT=".Length..]
        ?? "NEEDS-ACTION";

    public bool IsUnanswered => PartStat == "NEEDS-ACTION";

    /// <summary>The text with LF, each line on one line.</summary>
    public static string Unfold(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace("\n ", "", StringComparison.Ordinal).Replace("\n\t", "", StringComparison.Ordinal);

    /// <summary>The text without the prefix that libical puts before the names of its own zones.</summary>
    public static string WithoutZonePrefix(string text) =>
        text.Replace("/freeassociation.sourceforge.net/", "", StringComparison.Ordinal);

    /// <summary>All events of a text that is unfolded.</summary>
    public static IReadOnlyList<ParsedEvent> ReadAll(string text) =>
        [.. text.Split("BEGIN:VEVENT\n").Skip(1).Select(static one => Read(one.Split("END:VEVENT")[0].Split('\n')))];

    public static string Value(string[] lines, string name) =>
        Line(lines, name) is { Length: > 0 } line ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";

    private static ParsedEvent Read(string[] lines) => new()
    {
        Uid = Value(lines, "UID"),
        Sequence = int.TryParse(Value(lines, "SEQUENCE"), CultureInfo.InvariantCulture, out var sequence) ? sequence : 0,
        RecurrenceId = Line(lines, "RECURRENCE-ID") is { Length: > 0 } id ? Time(id).ToInstant() : null,
        Start = Time(Line(lines, "DTSTART")),
        End = Time(Line(lines, "DTEND")),
        Status = Value(lines, "STATUS"),
        Location = Unescape(Value(lines, "LOCATION")),
        Title = Unescape(Value(lines, "SUMMARY")),
        Attendee = Line(lines, "ATTENDEE"),
    };

    private static string Line(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ':' or ';') ?? "";

    private static ZonedDateTime Time(string line)
    {
        var value = line[(line.LastIndexOf(':') + 1)..];
        return value.EndsWith('Z')
            ? Local.Parse(value[..^1]).Value.InUtc()
            : Local.Parse(value).Value.InZoneStrictly(FindZone(line.Split("TZID=")[1].Split(':')[0]));
    }

    private static DateTimeZone FindZone(string id) => DateTimeZoneProviders.Tzdb[WithoutZonePrefix(id)];

    private static string Unescape(string value) => value.Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);
}
