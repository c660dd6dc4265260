using System.Buffers;
using MimeKit.Encodings;

namespace Better.Calendar.Invitations;

/// <summary>Octets as they travel (RFC 2045, 6): the same for a whole body and for the one line of it that is a reader's own.</summary>
internal static class TransferEncoding
{
    /// <summary>The octets of one line of Base64 before they are encoded; encoded, they are the 76 that RFC 2045, 6.8 allows.</summary>
    public const int InBase64Line = 57;

    // RFC 2045, 6.7: at most 76 characters in a line. MimeKit's encoder goes up to two beyond what it is told.
    private const int MostInEncodedLine = 74;

    [ThreadStatic]
    private static QuotedPrintableEncoder? quotedPrintable;

    /// <summary>Quoted-printable of whole lines, each ended by CRLF; lines do not depend on each other.</summary>
    /// <param name="lines">The octets.</param>
    /// <param name="output">Where they go.</param>
    public static void QuotedPrintable(OctetBuffer lines, OctetBuffer output)
    {
        var encoder = quotedPrintable ??= new(MostInEncodedLine);
        encoder.Reset();
        var scratch = ArrayPool<byte>.Shared.Rent(encoder.EstimateOutputLength(lines.Length));
        var encoded = scratch.AsSpan(0, encoder.Flush(lines.Octets, 0, lines.Length, scratch));

        // It ends soft line breaks with LF alone.
        while (encoded.IndexOf((byte)'\n') is >= 0 and var end)
        {
            output.Append(encoded.Slice(0, end > 0 && encoded[end - 1] == '\r' ? end - 1 : end));
            output.Append("\r\n"u8);
            encoded = encoded.Slice(end + 1);
        }

        output.Append(encoded);
        ArrayPool<byte>.Shared.Return(scratch);
    }

    /// <summary>Base64 in lines of 76 characters, each ended by CRLF.</summary>
    public static void Base64(ReadOnlySpan<byte> octets, OctetBuffer output)
    {
        while (octets.Length > 0)
        {
            var line = octets.Slice(0, Math.Min(InBase64Line, octets.Length));
            System.Buffers.Text.Base64.EncodeToUtf8(line, output.Take((line.Length + 2) / 3 * 4), out _, out _);
            output.Append("\r\n"u8);
            octets = octets.Slice(line.Length);
        }
    }
}
