using System.Globalization;
using System.Text;
using MimeKit;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Better.Calendar.Testing;

/// <summary>The event of an invitation, as far as a calendar client needs it for a reply.</summary>
internal sealed class InvitedEvent
{
    private static readonly LocalDateTimePattern DateTimePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly Dictionary<string, string> lines;

    private InvitedEvent(Dictionary<string, string> lines) => this.lines = lines;

    /// <summary>The organizer's address.</summary>
    public string Organizer
    {
        get
        {
            const string Scheme = "mailto:";
            var value = IcsText.GetValue(lines["ORGANIZER"]);
            return value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value.Substring(Scheme.Length) : value;
        }
    }

    /// <summary>The SUMMARY on one line; empty if the event has none.</summary>
    public string Title => GetLine("SUMMARY") is { } line ? IcsText.Unescape(IcsText.GetValue(line)).Replace('\n', ' ') : "";

    /// <summary>The SEQUENCE; 0 if the event has none.</summary>
    public int Sequence =>
        GetLine("SEQUENCE") is { } line
            && int.TryParse(IcsText.GetValue(line), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : 0;

    /// <summary>Finds the first event with UID and ORGANIZER in the calendar parts of an email; null if there is none.</summary>
    public static InvitedEvent? Find(MimeMessage email) =>
        email.BodyParts.OfType<MimePart>()
            .Where(static part => part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("application", "ics"))
            .SelectMany(static part => ReadEvents(ReadText(part)))
            .FirstOrDefault(static found => found.lines.ContainsKey("UID") && found.lines.ContainsKey("ORGANIZER"));

    /// <summary>Returns the unfolded line of a property; null if the event does not have it.</summary>
    public string? GetLine(string name) => lines.TryGetValue(name, out var line) ? line : null;

    /// <summary>Returns the time of a property; null if the event does not have it, or its time zone is unknown.</summary>
    public Instant? GetInstant(string name)
    {
        if (GetLine(name) is not { } line)
        {
            return null;
        }

        var value = IcsText.GetValue(line);
        var text = value.TrimEnd('Z');
        var (date, time) = (DatePattern.Parse(text), DateTimePattern.Parse(text));
        LocalDateTime? local = date.Success ? date.Value.AtMidnight() : time.Success ? time.Value : null;
        var zone = value.EndsWith("Z", StringComparison.Ordinal) ? DateTimeZone.Utc : FindZone(IcsText.GetParameter(line, "TZID"));
        return local is { } known && zone is not null ? known.InZoneLeniently(zone).ToInstant() : null;
    }

    private static DateTimeZone? FindZone(string? id) => id is null ? DateTimeZone.Utc
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var iana)
            ? DateTimeZoneProviders.Tzdb[iana]
            : null);

    private static IEnumerable<InvitedEvent> ReadEvents(string calendar)
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
            else if (nested == 0 && IcsText.GetName(line) is var name && !found.ContainsKey(name))
            {
                found.Add(name, line);
            }
        }
    }

    private static string ReadText(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
