using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Better.Calendar.Icalendar.Parsing;
using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;
using SystemEncoding = System.Text.Encoding;

namespace Better.Calendar.Replies;

/// <summary>The content of a MIME part, decoded only when it is read.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Headers">The headers of the part.</param>
/// <param name="Encoded">The content as it is in the mail, not yet decoded.</param>
internal sealed record PartContent(ContentType Type, MailHeaders Headers, ArraySegment<byte> Encoded)
{
    /// <summary>The content transfer encoding (RFC 2045, 6).</summary>
    public ContentEncoding Encoding =>
        Headers[HeaderId.ContentTransferEncoding] is { } declared && MimeUtils.TryParse(declared, out ContentEncoding parsed)
            ? parsed
            : ContentEncoding.Default;

    /// <summary>The file name of Content-Disposition, or else of the media type; null when there is none.</summary>
    public string? FileName =>
        Headers[HeaderId.ContentDisposition] is { } text
            && ContentDisposition.TryParse(text, out var disposition)
            && disposition.FileName is { } file
            ? file
            : Type.Name;

    /// <summary>The decoded bytes; null when they are more than the limit.</summary>
    public byte[]? Decode(int maxBytes)
    {
        // Base64 writes three bytes as four and adds line breaks; quoted-printable writes one byte as up to three.
        if (Encoded.Count > 3L * maxBytes)
        {
            return null;
        }

        var bytes = Decode();
        return bytes.Length > maxBytes ? null : bytes;
    }

    /// <summary>The decoded content in UTF-8; null when it is larger than the limit.</summary>
    public byte[]? GetUtf8Bytes(int maxBytes) => Decode(maxBytes) is { } bytes ? ToUtf8(bytes) : null;

    /// <summary>The beginning of the content as text, at most so many bytes of it.</summary>
    public string GetText(int maxBytes)
    {
        var beginning = this with { Encoded = new(Encoded.Array!, Encoded.Offset, Math.Min(Encoded.Count, maxBytes)) };
        var utf8 = beginning.ToUtf8(beginning.Decode());
        return TextEncoding.Decode(utf8, 0, utf8.Length);
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
            return Encoded.AsSpan().ToArray();
        }

        var decoded = new byte[decoder.EstimateOutputLength(Encoded.Count)];

        // What is right is decoded much faster than what may be damaged.
        var (read, written) = (0, 0);
        var isRight = decoder is Base64Decoder
            && Base64.DecodeFromUtf8(Encoded.AsSpan(), decoded, out read, out written) == OperationStatus.Done
            && read == Encoded.Count;
        Array.Resize(ref decoded, isRight ? written : decoder.Decode(Encoded.Array!, Encoded.Offset, Encoded.Count, decoded));
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

        var charset = (Type.Charset ?? "").Trim();
        if (charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || (TextEncoding.IndexOfInvalidUtf8(bytes, 0, bytes.Length) < 0 && Array.IndexOf(bytes, (byte)0) < 0))
        {
            return bytes;
        }

        // Old code pages come from a separate provider, which a library must not register for the whole process.
        return FindEncoding(charset) is { } encoding ? ConvertToUtf8(bytes, encoding) : bytes;
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
