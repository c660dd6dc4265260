using System.Text;
using Better.Calendar.IcsLines;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>A part of a mail that says that it is a calendar.</summary>
/// <param name="Entity">The part.</param>
/// <param name="Method">The method parameter of its type, in capitals; null when there is none.</param>
/// <param name="Rank">How likely it is the reply: 3 when it says so, 2 for text/calendar, 1 for a file.</param>
internal sealed record CalendarPart(MimePart Entity, string? Method, int Rank)
{
    private static readonly string[] Types = ["text/calendar", "application/ics", "application/calendar", "text/x-vcalendar", "text/ics", "application/x-ics"];

    /// <summary>The calendar in this part; null when it is something else.</summary>
    public static CalendarPart? Of(MimePart part)
    {
        var type = part.ContentType.MimeType;
        if (!Types.Contains(type, StringComparer.OrdinalIgnoreCase) && part.FileName?.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var method = part.ContentType.Parameters["method"]?.Trim().ToUpperInvariant();
        var isText = type.Equals("text/calendar", StringComparison.OrdinalIgnoreCase);
        return new(part, method, method is "REPLY" or "COUNTER" or "REFRESH" ? 3 : isText ? 2 : 1);
    }

    /// <summary>Its octets in UTF-8; null when there are more than the limits allow.</summary>
    public byte[]? Octets(ReplyLimits limits)
    {
        if (Entity.Content is not { } content)
        {
            return [];
        }

        // Base64 makes three octets four and adds line breaks; quoted-printable makes one three.
        if (content.Stream is null || content.Stream.Length > 3L * limits.MostCalendarOctets)
        {
            return null;
        }

        // Most come as they are; what is encoded becomes shorter.
        using var decoded = new MemoryStream((int)content.Stream.Length);
        if (content.Encoding is ContentEncoding.Default or ContentEncoding.SevenBit or ContentEncoding.EightBit or ContentEncoding.Binary)
        {
            content.Stream.Position = 0;
            content.Stream.CopyTo(decoded);
        }
        else
        {
            content.DecodeTo(decoded);
        }

        return decoded.Length > limits.MostCalendarOctets ? null
            : Utf8(decoded.Length == decoded.Capacity ? decoded.GetBuffer() : decoded.ToArray());
    }

    /// <summary>Charsets are often told wrong: what is UTF-8 is UTF-8, then a mark counts, then what the part says; the line reader takes the rest for Latin-1.</summary>
    private byte[] Utf8(byte[] octets)
    {
        if (octets.Length > 1 && ((octets[0] == 0xFF && octets[1] == 0xFE) || (octets[0] == 0xFE && octets[1] == 0xFF)))
        {
            return Converted(octets, octets[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode);
        }

        var charset = (Entity.ContentType.Charset ?? "").Trim();
        if (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || (LineText.FirstOutsideUtf8(octets, 0, octets.Length) < 0 && Array.IndexOf(octets, (byte)0) < 0))
        {
            return octets;
        }

        // Old code pages stand in a provider of their own, which a library must not register for its whole host.
        return Known(charset) is { } encoding ? Converted(octets, encoding) : octets;
    }

    private static Encoding? Known(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] Converted(byte[] octets, Encoding encoding) => Encoding.UTF8.GetBytes(encoding.GetString(octets));
}
