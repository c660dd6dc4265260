using System.Text;

namespace Better.Calendar.Validation;

/// <summary>Finds control characters in the raw bytes of a header's value, which mail libraries remove when they decode it.</summary>
internal static class HeaderControlScanner
{
    /// <summary>The first control character of a raw value, or inside an encoded-word (RFC 2047, 2) in it; null if there is none.</summary>
    public static byte? FindControlCharacter(byte[] raw)
    {
        for (var at = 0; at < raw.Length; at++)
        {
            var @byte = raw[at];
            var isBreak = @byte is (byte)'\r' or (byte)'\n' && IsFoldedBreak(raw, at);
            if (IsControl(@byte) && !isBreak)
            {
                return @byte;
            }

            if (@byte == '=' && at + 1 < raw.Length && raw[at + 1] == '?' && ScanEncodedWord(raw, ref at) is { } hidden)
            {
                return hidden;
            }
        }

        return null;
    }

    /// <summary>Whether a line break is part of a fold or ends the header.</summary>
    private static bool IsFoldedBreak(byte[] raw, int at)
    {
        while (at < raw.Length && raw[at] is (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at == raw.Length || raw[at] is (byte)' ' or (byte)'\t';
    }

    /// <summary>Scans the encoded-word at a position and, if it is one, moves the position to its end.</summary>
    private static byte? ScanEncodedWord(byte[] raw, ref int at)
    {
        var charset = Array.IndexOf(raw, (byte)'?', at + 2);
        var encoding = charset < 0 ? -1 : Array.IndexOf(raw, (byte)'?', charset + 1);
        var end = encoding < 0 ? -1 : Array.IndexOf(raw, (byte)'?', encoding + 1);
        if (end < 0 || encoding != charset + 2 || end + 1 >= raw.Length || raw[end + 1] != '=')
        {
            return null;
        }

        at = end;
        var text = Encoding.ASCII.GetString(raw, encoding + 1, end - encoding - 1);
        return raw[charset + 1] is (byte)'B' or (byte)'b' ? ScanBase64(text) : ScanQuotedPrintable(text);
    }

    private static byte? ScanBase64(string text)
    {
        try
        {
            foreach (var @byte in Convert.FromBase64String(text))
            {
                if (IsControl(@byte))
                {
                    return @byte;
                }
            }
        }
        catch (FormatException)
        {
            // It is plain text then, not an encoded-word.
        }

        return null;
    }

    private static byte? ScanQuotedPrintable(string text)
    {
        for (var at = text.IndexOf('='); at >= 0 && at + 2 < text.Length; at = text.IndexOf('=', at + 1))
        {
            if (Uri.IsHexDigit(text[at + 1]) && Uri.IsHexDigit(text[at + 2]))
            {
                var @byte = (byte)((Uri.FromHex(text[at + 1]) << 4) | Uri.FromHex(text[at + 2]));
                if (IsControl(@byte))
                {
                    return @byte;
                }
            }
        }

        return null;
    }

    // Multi-byte charsets such as ISO-2022-JP use ESC, SO and SI.
    private static bool IsControl(byte @byte) => @byte is (< 0x20 and not (byte)'\t' and not 0x1B and not 0x0E and not 0x0F) or 0x7F;
}
