using System.Text;
using MimeKit;

namespace Better.Calendar.Testing;

/// <summary>The METHOD and the events of a calendar file, read by code that is independent of Better.Calendar.</summary>
internal sealed record CalendarContent(string Method, IReadOnlyList<EventComponent> Events)
{
    /// <summary>
    /// Reads the first part of an email that holds an event with UID: its calendar part, or else an attached calendar file; null if it
    /// has neither.
    /// </summary>
    /// <param name="email">The email.</param>
    /// <param name="owner">Whose PARTSTAT is read; null for nobody's.</param>
    public static CalendarContent? Find(MimeMessage email, EmailAddress? owner) =>
        email.BodyParts.OfType<MimePart>()
            .Where(static part => part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("application", "ics"))
            .OrderBy(static part => part.ContentType.IsMimeType("text", "calendar") ? 0 : 1)
            .Select(part => Read(ReadText(part), owner))
            .FirstOrDefault(static part => part.Events.Count > 0);

    /// <summary>
    /// Reads the calendar part of an email from its bytes alone, which is much faster than reading the whole email with MimeKit; null if it
    /// is not in Base64 between two boundaries, as the composer writes it.
    /// </summary>
    public static CalendarContent? FindEncoded(ReadOnlyMemory<byte> email, EmailAddress owner)
    {
        var bytes = email.Span;
        var part = bytes.IndexOf("\r\nContent-Type: text/calendar;"u8) is var start and >= 0 ? bytes[start..] : default;
        var headers = part.IndexOf("\r\n\r\n"u8) is var end and >= 0 ? part[..(end + 2)] : default;
        var body = part[Math.Min(headers.Length + 2, part.Length)..];
        var length = body.IndexOf("\r\n--"u8);
        if (length < 0 || headers.IndexOf("\r\nContent-Transfer-Encoding: base64\r\n"u8) < 0)
        {
            return null;
        }

        var encoded = Encoding.ASCII.GetString(body[..length].ToArray());
        var read = Read(Encoding.UTF8.GetString(Convert.FromBase64String(encoded)), owner);
        return read.Events.Count > 0 ? read : null;
    }

    /// <summary>Reads the text of a calendar file. Events without UID are left out.</summary>
    public static CalendarContent Read(string calendar, EmailAddress? owner)
    {
        var (method, events) = ("", new List<EventComponent>());
        List<string>? lines = null;
        var nested = 0;
        foreach (var line in IcsText.Unfold(calendar))
        {
            var isBegin = line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase);
            if (lines is null)
            {
                lines = line.Equals("BEGIN:VEVENT", StringComparison.OrdinalIgnoreCase) ? [] : null;
                method = line.StartsWith("METHOD:", StringComparison.OrdinalIgnoreCase)
                    ? IcsText.GetValue(line).ToUpperInvariant()
                    : method;
            }
            else if (isBegin || (nested > 0 && line.StartsWith("END:", StringComparison.OrdinalIgnoreCase)))
            {
                nested += isBegin ? 1 : -1;
            }
            else if (line.Equals("END:VEVENT", StringComparison.OrdinalIgnoreCase))
            {
                events.Add(EventComponent.Read(lines, owner));
                lines = null;
            }
            else if (nested == 0)
            {
                lines.Add(line);
            }
        }

        return new(method, [.. events.Where(static one => one.Uid.Length > 0)]);
    }

    private static string ReadText(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }
}
