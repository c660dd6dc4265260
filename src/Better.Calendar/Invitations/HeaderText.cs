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
    public static string Unstructured(string field, string text) =>
        IsPlain(text) && field.Length + 2 + text.Length <= MostInLine ? text : EncodedWords(field, text);

    /// <summary>A mailbox: display name and address (RFC 5322, 3.4).</summary>
    public static string Mailbox(string field, string name, EmailAddress address)
    {
        var quoted = '"' + name.Replace("\\", "\\\\").Replace("\"", "\\\"") + '"';
        var phrase = !IsPlain(name) || field.Length + 2 + quoted.Length > MostInLine ? EncodedWords(field, name)
            : name.All(c => IsAtomText(c) || c == ' ') ? name
            : quoted;
        var lastLine = phrase.Length - phrase.LastIndexOf('\n') - 1 + (phrase.IndexOf('\n') < 0 ? field.Length + 2 : 0);
        var fold = lastLine + 3 + address.Value.Length > MostInLine ? "\r\n " : " ";
        return $"{phrase}{fold}<{address.Value}>";
    }

    private static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and < (char)127) && text.IndexOf("=?", StringComparison.Ordinal) < 0 && text.Trim() == text;

    // RFC 5322, 3.2.3
    private static bool IsAtomText(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') || "!#$%&'*+-/=?^_`{|}~".IndexOf(c) >= 0;

    private static string EncodedWords(string field, string text)
    {
        var words = new List<string>();
        var octets = Encoding.UTF8.GetBytes(text);
        for (var start = 0; start < octets.Length;)
        {
            // RFC 2047, 5: every encoded-word holds whole characters.
            var indent = start == 0 ? field.Length + 2 : 1;
            var end = Math.Min(octets.Length, start + ((MostInLine - indent - Open.Length - Close.Length) / 4 * 3));
            while (end < octets.Length && (octets[end] & 0xC0) == 0x80)
            {
                end--;
            }

            words.Add(Open + Convert.ToBase64String(octets, start, end - start) + Close);
            start = end;
        }

        return string.Join("\r\n ", words);
    }
}
