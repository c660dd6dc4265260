using System.Text;
using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;
using SystemEncoding = System.Text.Encoding;

namespace Better.Calendar.Replies;

/// <summary>A MIME part that is declared as a calendar, by its media type or its file name.</summary>
/// <param name="Charset">The declared charset; empty when there is none.</param>
/// <param name="Encoding">The content transfer encoding.</param>
/// <param name="Content">The content as it is in the mail, not yet decoded.</param>
/// <param name="Method">The method parameter of the media type, in upper case; null when there is none.</param>
/// <param name="Rank">How likely the part is the reply: 3 when its method says so, 2 for other text/calendar parts, 1 for an attached
/// file.</param>
internal sealed record CalendarPart(string Charset, ContentEncoding Encoding, ArraySegment<byte> Content, string? Method, int Rank)
{
    /// <summary>Creates the calendar part; null when the part is not declared as a calendar.</summary>
    public static CalendarPart? TryCreate(ContentType type, MailHeaders headers, ArraySegment<byte> content)
    {
        var isText = type.IsMimeType("text", "calendar");
        if (!isText && !CalendarMediaType.IsCalendar(type.MimeType) && !HasIcsFileName(type, headers))
        {
            return null;
        }

        var encoding = headers[HeaderId.ContentTransferEncoding] is { } declared && MimeUtils.TryParse(declared, out ContentEncoding parsed)
            ? parsed
            : ContentEncoding.Default;
        var method = type.Parameters["method"]?.Trim().ToUpperInvariant();
        return new((type.Charset ?? "").Trim(), encoding, content, method, method is "REPLY" or "COUNTER" or "REFRESH"
            ? 3
            : isText
            ? 2
            : 1);
    }

    /// <summary>The decoded content in UTF-8; null when it is larger than the limits allow.</summary>
    public byte[]? GetUtf8Bytes(ReplyLimits limits)
    {
        // Base64 writes three bytes as four and adds line breaks; quoted-printable writes one byte as up to three.
        if (Content.Count > 3L * limits.MaxCalendarBytes)
        {
            return null;
        }

        var bytes = Decode();
        return bytes.Length > limits.MaxCalendarBytes ? null : ToUtf8(bytes);
    }

    private static bool HasIcsFileName(ContentType type, MailHeaders headers)
    {
        var name = headers[HeaderId.ContentDisposition] is { } text
            && ContentDisposition.TryParse(text, out var disposition)
            && disposition.FileName is { } file
            ? file
            : type.Name;
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

    /// <summary>
    /// Converts the content to UTF-8. Declared charsets are often wrong: a UTF-16 byte order mark counts first, then content that is valid
    /// UTF-8 is UTF-8, then the declared charset counts. <see cref="IcsParser"/> reads anything else as Latin-1.
    /// </summary>
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

        // Old code pages come from a separate provider, which a library must not register for the whole process.
        return FindEncoding(Charset) is { } encoding ? ConvertToUtf8(bytes, encoding) : bytes;
    }

    private static SystemEncoding? FindEncoding(string charset)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? SystemEncoding.GetEncoding(charset);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static byte[] ConvertToUtf8(byte[] bytes, SystemEncoding encoding) => SystemEncoding.UTF8.GetBytes(encoding.GetString(bytes));
}
