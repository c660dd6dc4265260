using System.Buffers.Binary;
using System.Text;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Decodes bytes and escapes to text.</summary>
internal static class TextEncoding
{
    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    /// <summary>Decodes bytes as UTF-8, or as Latin-1 if they are not valid UTF-8. It never fails.</summary>
    public static string Decode(byte[] bytes, int start, int length) =>
        (IndexOfInvalidUtf8(bytes, start, length) < 0 ? Encoding.UTF8 : Latin1).GetString(bytes, start, length);

    /// <summary>The offset of the first byte that is not valid UTF-8 (RFC 3629, 4); -1 if all are valid.</summary>
    public static int IndexOfInvalidUtf8(byte[] bytes, int start, int length)
    {
        var text = bytes.AsSpan(start, length);
        for (var at = 0; at < text.Length;)
        {
            if (at + 8 <= text.Length && (BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(at)) & 0x8080_8080_8080_8080) == 0)
            {
                at += 8;
            }
            else if (text[at] < 0x80)
            {
                at++;
            }
            else if (GetUtf8CharacterLength(text.Slice(at)) is > 0 and var more)
            {
                at += more;
            }
            else
            {
                return start + at;
            }
        }

        return -1;
    }

    /// <summary>The length in bytes of the non-ASCII character at the start; 0 if it is invalid.</summary>
    private static int GetUtf8CharacterLength(ReadOnlySpan<byte> text)
    {
        var first = text[0];
        var length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || length > text.Length)
        {
            return 0;
        }

        // The second byte shows overlong forms, surrogates and code points above U+10FFFF.
        var (lowest, highest) =
            first switch { 0xE0 => (0xA0, 0xBF), 0xED => (0x80, 0x9F), 0xF0 => (0x90, 0xBF), 0xF4 => (0x80, 0x8F), _ => (0x80, 0xBF) };
        return text[1] < lowest || text[1] > highest || (length > 2 && (text[2] & 0xC0) != 0x80) || (length > 3 && (text[3] & 0xC0) != 0x80)
            ? 0
            : length;
    }

    /// <summary>Decodes the escapes of a TEXT value (RFC 5545, 3.3.11).</summary>
    public static string Unescape(string value)
    {
        var slash = value.IndexOf('\\');
        if (slash < 0)
        {
            return value;
        }

        var text = new StringBuilder(value.Length).Append(value, 0, slash);
        for (var at = slash; at < value.Length; at++)
        {
            if (value[at] != '\\' || at + 1 == value.Length)
            {
                text.Append(value[at]);
                continue;
            }

            var next = value[++at];
            switch (next)
            {
                case 'n' or 'N': text.Append('\n'); break;
                case '\\' or ',' or ';': text.Append(next); break;
                default: text.Append('\\').Append(next); break;
            }
        }

        return text.ToString();
    }

    /// <summary>Decodes the escapes of a parameter's value (RFC 6868, 3.1).</summary>
    public static string UnescapeParameter(string value)
    {
        var caret = value.IndexOf('^');
        if (caret < 0)
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            var decoded = value[at] == '^' && at + 1 < value.Length
                ? value[at + 1] switch { 'n' => '\n', '\'' => '"', '^' => '^', _ => '\0' }
                : '\0';
            text.Append(decoded == '\0' ? value[at] : decoded);
            at += decoded == '\0' ? 0 : 1;
        }

        return text.ToString();
    }
}
