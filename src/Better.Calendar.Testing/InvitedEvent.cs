using System.Globalization;
using System.Text;
using MimeKit;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Better.Calendar.Testing;

/// <summary>The event of an invitation, as far as a calendar client needs it to respond.</summary>
internal sealed class InvitedEvent
{
    private static readonly LocalDateTimePattern DateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly Dictionary<string, string> lines;

    private InvitedEvent(Dictionary<string, string> lines) => this.lines = lines;

    /// <summary>The organizer's address.</summary>
    public string Organizer
    {
        get
        {
            const string Scheme = "mailto:";
            var value = IcsText.Value(lines["ORGANIZER"]);
            return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value.Substring(Scheme.Length) : value;
        }
    }

    /// <summary>SUMMARY on one line.</summary>
    public string Title => Line("SUMMARY") is { } line ? IcsText.Unescaped(IcsText.Value(line)).Replace('\n', ' ') : "";

    /// <summary>SEQUENCE; 0 where there is none.</summary>
    public int Sequence =>
        Line("SEQUENCE") is { } line && int.TryParse(IcsText.Value(line), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;

    /// <summary>The first event with UID and ORGANIZER in the calendar parts of an email; null where there is none.</summary>
    public static InvitedEvent? Find(MimeMessage email) =>
        email.BodyParts.OfType<MimePart>()
            .Where(static part => part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("application", "ics"))
            .SelectMany(static part => Events(Text(part)))
            .FirstOrDefault(static found => found.lines.ContainsKey("UID") && found.lines.ContainsKey("ORGANIZER"));

    /// <summary>A property's line, unfolded; null where there is none.</summary>
    public string? Line(string name) => lines.TryGetValue(name, out var line) ? line : null;

    /// <summary>The moment of a property; null where there is none, or its time zone is unknown.</summary>
    public Instant? Moment(string name)
    {
        if (Line(name) is not { } line)
        {
            return null;
        }

        var value = IcsText.Value(line);
        var text = value.TrimEnd('Z');
        var (date, time) = (Date.Parse(text), DateTime.Parse(text));
        LocalDateTime? local = date.Success ? date.Value.AtMidnight() : time.Success ? time.Value : null;
        var zone = value.EndsWith("Z", StringComparison.Ordinal) ? DateTimeZone.Utc : Zone(IcsText.Parameter(line, "TZID"));
        return local is { } known && zone is not null ? known.InZoneLeniently(zone).ToInstant() : null;
    }

    private static DateTimeZone? Zone(string? id) => id is null ? DateTimeZone.Utc
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var iana) ? DateTimeZoneProviders.Tzdb[iana] : null);

    private static IEnumerable<InvitedEvent> Events(string calendar)
    {
        Dictionary<string, string>? found = null;
        var nested = 0;
        foreach (var line in IcsText.Unfold(calendar))
        {
            var isBegin = line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase);
            if (found is null)
            {
                found = line.Equals("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase) ? new(StringComparer.OrdinalIgnoreCase) : null;
            }
            else if (isBegin || (nested > 0 && line.StartsWith("END:", StringComparison.OrdinalIgnoreCase)))
            {
                nested += isBegin ? 1 : -1;
            }
            else if (line.Equals("END:VEVENT", StringComparison.OrdinalIgnoreCase))
            {
                yield return new(found);
                found = null;
            }
            else if (nested == 0 && IcsText.Name(line) is var name && !found.ContainsKey(name))
            {
                found.Add(name, line);
            }
        }
    }

    private static string Text(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
