using System.Text;
using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;
using SystemEncoding = System.Text.Encoding;

namespace Better.Calendar.Replies;

/// <summary>A part of a mail that says that it is a calendar.</summary>
/// <param name="Charset">The charset that it says to be in; empty when it does not say.</param>
/// <param name="Encoding">How its content is encoded for the way.</param>
/// <param name="Content">Its content as it stands in the mail.</param>
/// <param name="Method">The method parameter of its type, in capitals; null when there is none.</param>
/// <param name="Rank">How likely it is the reply: 3 when it says so, 2 for text/calendar, 1 for a file.</param>
internal sealed record CalendarPart(string Charset, ContentEncoding Encoding, ArraySegment<byte> Content, string? Method, int Rank)
{
    /// <summary>The calendar in this part; null when it is something else.</summary>
    public static CalendarPart? TryCreate(ContentType type, MailHeaders headers, ArraySegment<byte> content)
    {
        var isText = type.IsMimeType("text", "calendar");
        if (!isText && !CalendarMediaType.IsCalendar(type.MimeType) && !HasIcsFileName(type, headers))
        {
            return null;
        }

        var encoding = headers[HeaderId.ContentTransferEncoding] is { } told && MimeUtils.TryParse(told, out ContentEncoding known) ? known : ContentEncoding.Default;
        var method = type.Parameters["method"]?.Trim().ToUpperInvariant();
        return new((type.Charset ?? "").Trim(), encoding, content, method, method is "REPLY" or "COUNTER" or "REFRESH" ? 3 : isText ? 2 : 1);
    }

    /// <summary>Its bytes in UTF-8; null when there are more than the limits allow.</summary>
    public byte[]? GetUtf8Bytes(ReplyLimits limits)
    {
        // Base64 makes three bytes four and adds line breaks; quoted-printable makes one three.
        if (Content.Count > 3L * limits.MaxCalendarBytes)
        {
            return null;
        }

        var bytes = Decode();
        return bytes.Length > limits.MaxCalendarBytes ? null : ToUtf8(bytes);
    }

    private static bool HasIcsFileName(ContentType type, MailHeaders headers)
    {
        var name = headers[HeaderId.ContentDisposition] is { } text && ContentDisposition.TryParse(text, out var disposition) && disposition.FileName is { } file ? file : type.Name;
        return CalendarMediaType.IsCalendarFile(name);
    }

    private byte[] Decode()
    {
        IMimeDecoder? decoder = Encoding switch
        {
            ContentEncoding.Base64 => new Base64Decoder(),
            ContentEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
            ContentEncoding.UUEncode => new UUDecoder(),
            _ => null,
        };
        if (decoder is null)
        {
            return Content.AsSpan().ToArray();
        }

        var decoded = new byte[decoder.EstimateOutputLength(Content.Count)];
        Array.Resize(ref decoded, decoder.Decode(Content.Array!, Content.Offset, Content.Count, decoded));
        return decoded;
    }

    /// <summary>Charsets are often told wrong: what is UTF-8 is UTF-8, then a mark counts, then what the part says; the line reader takes the rest for Latin-1.</summary>
    private byte[] ToUtf8(byte[] bytes)
    {
        if (bytes.Length > 1 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            return ConvertToUtf8(bytes, bytes[0] == 0xFF ? SystemEncoding.Unicode : SystemEncoding.BigEndianUnicode);
        }

        if (Charset.Length == 0 || Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || (TextEncoding.IndexOfInvalidUtf8(bytes, 0, bytes.Length) < 0 && Array.IndexOf(bytes, (byte)0) < 0))
        {
            return bytes;
        }

        // Old code pages stand in a provider of their own, which a library must not register for its whole host.
        return FindEncoding(Charset) is { } encoding ? ConvertToUtf8(bytes, encoding) : bytes;
    }

    private static SystemEncoding? FindEncoding(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? SystemEncoding.GetEncoding(charset);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] ConvertToUtf8(byte[] bytes, SystemEncoding encoding) => SystemEncoding.UTF8.GetBytes(encoding.GetString(bytes));
}
