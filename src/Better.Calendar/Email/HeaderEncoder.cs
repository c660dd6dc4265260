using System.Buffers.Text;
using System.Text;

namespace Better.Calendar.Email;

/// <summary>Encodes and folds header values: lines of at most 78 characters, encoded-words of at most 75.</summary>
/// <remarks>
/// This is not left to MimeKit, which writes encoded-words of up to 88 characters for Hungarian subjects; RFC 2047, 2 allows 75.
/// </remarks>
internal static class HeaderEncoder
{
    private static ReadOnlySpan<byte> EncodedWordStart => "=?utf-8?B?"u8;

    private static ReadOnlySpan<byte> EncodedWordEnd => "?="u8;

    // RFC 2047, 2: an encoded-word has at most 75 characters, a line with one at most 76; RFC 5322, 2.1.1 has 78 for all others.
    private const int MaxLineLength = 76;

    /// <summary>Encodes an unstructured value: unchanged if it is short ASCII text, otherwise in encoded-words.</summary>
    /// <param name="headerName">The header's name, which stands on the first line too.</param>
    /// <param name="text">The text, on one line.</param>
    public static string EncodeUnstructured(string headerName, string text)
    {
        if (IsPlainAscii(text) && headerName.Length + 2 + text.Length <= MaxLineLength)
        {
            return text;
        }

        var words = new ByteBuffer();
        WriteEncodedWords(words, headerName, text);
        return Encoding.ASCII.GetString(words.ToArray());
    }

    /// <summary>Encodes a mailbox: display name and address (RFC 5322, 3.4).</summary>
    public static string EncodeMailbox(string headerName, string name, EmailAddress address)
    {
        var mailbox = new ByteBuffer();
        EncodeMailbox(mailbox, headerName, name, address);
        return Encoding.ASCII.GetString(mailbox.ToArray());
    }

    /// <summary>Appends a mailbox to the output.</summary>
    /// <inheritdoc cref="EncodeMailbox(string, string, EmailAddress)"/>
    public static void EncodeMailbox(ByteBuffer output, string headerName, string name, EmailAddress address)
    {
        var lastLine = EncodeDisplayName(output, headerName, name);
        output.Append(lastLine + 3 + address.Value.Length > MaxLineLength ? "\r\n <"u8 : " <"u8);
        output.Append(address.Value);
        output.Append((byte)'>');
    }

    /// <summary>Appends a display name and returns the length of its last line; the header's name stands on the first line too.</summary>
    private static int EncodeDisplayName(ByteBuffer output, string headerName, string name)
    {
        // RFC 5322, 3.2.4: inside a quoted string, a backslash precedes a quote and a backslash.
        var (escapes, isAtoms) = (0, true);
        foreach (var c in name)
        {
            escapes += c is '\\' or '"' ? 1 : 0;
            isAtoms &= c == ' ' || IsAtomText(c);
        }

        if (!IsPlainAscii(name) || headerName.Length + 2 + name.Length + escapes + 2 > MaxLineLength)
        {
            return WriteEncodedWords(output, headerName, name);
        }

        var start = output.Length;
        output.Append(isAtoms ? name : $"\"{(escapes == 0 ? name : name.Replace("\\", "\\\\").Replace("\"", "\\\""))}\"");
        return headerName.Length + 2 + output.Length - start;
    }

    private static bool IsPlainAscii(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or >= (char)127)
            {
                return false;
            }
        }

        return text.IndexOf("=?", StringComparison.Ordinal) < 0 && text.Length > 0 && text[0] != ' ' && text[text.Length - 1] != ' ';
    }

    // RFC 5322, 3.2.3
    private static bool IsAtomText(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') || "!#$%&'*+-/=?^_`{|}~".IndexOf(c) >= 0;

    /// <summary>Appends encoded-words and returns the length of the last line; the header's name stands on the first line too.</summary>
    private static int WriteEncodedWords(ByteBuffer output, string headerName, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var indent = headerName.Length + 2;
        for (var start = 0; ;)
        {
            // RFC 2047, 5: every encoded-word consists of whole characters.
            var end = Math.Min(bytes.Length, start + ((MaxLineLength - indent - EncodedWordStart.Length - EncodedWordEnd.Length) / 4 * 3));
            while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80)
            {
                end--;
            }

            var length = (end - start + 2) / 3 * 4;
            output.Append(EncodedWordStart);
            Base64.EncodeToUtf8(bytes.AsSpan(start, end - start), output.AppendSpan(length), out _, out _);
            output.Append(EncodedWordEnd);
            if (end == bytes.Length)
            {
                return indent + EncodedWordStart.Length + length + EncodedWordEnd.Length;
            }

            output.Append("\r\n "u8);
            (start, indent) = (end, 1);
        }
    }
}
