using System.Text;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>Header values with any text in them, folded: lines within 78 characters, encoded-words within 75.</summary>
/// <remarks>MimeKit writes encoded-words of up to 88 characters for Hungarian subjects; RFC 2047, 2 allows 75.</remarks>
internal static class HeaderText
{
    private const string Open = "=?utf-8?B?";
    private const string Close = "?=";

    // RFC 2047, 2: an encoded-word has at most 75 characters, a line with one at most 76; RFC 5322, 2.1.1 has 78 for all others.
    private const int MostInLine = 76;

    /// <summary>A text header's value: as it is where it is short plain ASCII, otherwise in encoded-words.</summary>
    /// <param name="field">The header's name, which takes its place on the first line.</param>
    /// <param name="text">The text, on one line.</param>
    public static string Unstructured(string field, string text)
    {
        if (IsPlain(text) && field.Length + 2 + text.Length <= MostInLine)
        {
            return text;
        }

        var words = new StringBuilder();
        EncodedWords(words, field, text);
        return words.ToString();
    }

    /// <summary>A mailbox: display name and address (RFC 5322, 3.4).</summary>
    public static string Mailbox(string field, string name, EmailAddress address)
    {
        var mailbox = new StringBuilder();
        Mailbox(mailbox, field, name, address);
        return mailbox.ToString();
    }

    /// <summary>A mailbox, written behind what is in the output; which must be empty.</summary>
    /// <inheritdoc cref="Mailbox(string, string, EmailAddress)"/>
    public static void Mailbox(StringBuilder output, string field, string name, EmailAddress address)
    {
        var lastLine = Phrase(output, field, name);
        output.Append(lastLine + 3 + address.Value.Length > MostInLine ? "\r\n " : " ").Append('<').Append(address.Value).Append('>');
    }

    /// <summary>Writes a display name, and returns the length of its last line; the field's name stands on the first.</summary>
    private static int Phrase(StringBuilder output, string field, string name)
    {
        // Within quotes, a quote and a backslash have a backslash before them.
        var (marks, isAtoms) = (0, true);
        foreach (var c in name)
        {
            marks += c is '\\' or '"' ? 1 : 0;
            isAtoms &= c == ' ' || IsAtomText(c);
        }

        if (!IsPlain(name) || field.Length + 2 + name.Length + marks + 2 > MostInLine)
        {
            return EncodedWords(output, field, name);
        }

        if (isAtoms)
        {
            output.Append(name);
        }
        else
        {
            output.Append('"').Append(marks == 0 ? name : name.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append('"');
        }

        return field.Length + 2 + output.Length;
    }

    private static bool IsPlain(string text)
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

    /// <summary>Writes encoded-words, and returns the length of the last line; the field's name stands on the first.</summary>
    private static int EncodedWords(StringBuilder output, string field, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var encoded = new char[MostInLine];
        var indent = field.Length + 2;
        for (var start = 0; ;)
        {
            // RFC 2047, 5: every encoded-word holds whole characters.
            var end = Math.Min(octets.Length, start + ((MostInLine - indent - Open.Length - Close.Length) / 4 * 3));
            while (end < octets.Length && (octets[end] & 0xC0) == 0x80)
            {
                end--;
            }

            var length = Convert.ToBase64CharArray(octets, start, end - start, encoded, 0);
            output.Append(Open).Append(encoded, 0, length).Append(Close);
            if (end == octets.Length)
            {
                return indent + Open.Length + length + Close.Length;
            }

            output.Append("\r\n ");
            (start, indent) = (end, 1);
        }
    }
}
