using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Publishing;

/// <summary>Builds a link and limits it to the length that browsers and mail programs support.</summary>
/// <remarks>
/// RFC 3986, 2.1: what is not unreserved is percent-encoded; a space is <c>%20</c>, because Outlook shows a <c>+</c> as a plus.
/// </remarks>
internal sealed class LinkBuilder(string baseUrl)
{
    /// <summary>LINK-03: some programs cut longer links off.</summary>
    public const int MaxLength = 1999;

    private readonly StringBuilder text = new(baseUrl);

    /// <summary>Converts a text to the format of a field: HTML, a single line, or unchanged text.</summary>
    public delegate string FieldFormatter(string text);

    /// <summary>The number of encoded characters that a field of this name can still have.</summary>
    public int GetRemainingLength(string field) => MaxLength - text.Length - field.Length - 2;

    /// <summary>Adds a field.</summary>
    public LinkBuilder Add(string field, string value)
    {
        text.Append(text[text.Length - 1] == '?' ? "" : "&").Append(field).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Returns the link.</summary>
    public Uri ToUri() => new(text.ToString());

    /// <summary>The length of a text when it is percent-encoded.</summary>
    public static int GetEncodedLength(string text) => Uri.EscapeDataString(text).Length;

    /// <summary>Shortens a text to an encoded length, never inside a grapheme cluster; empty when no character fits.</summary>
    public static string Truncate(string text, int maxEncodedLength, FieldFormatter format)
    {
        if (GetEncodedLength(format(text)) <= maxEncodedLength)
        {
            return text;
        }

        // Each character has an encoded length of at least one, so a longer beginning never fits.
        var (fits, tooLong) = (0, Math.Min(text.Length, Math.Max(maxEncodedLength, 0)) + 1);
        while (tooLong - fits > 1)
        {
            var most = (fits + tooLong) / 2;
            (fits, tooLong) = GetEncodedLength(format(TextSanitizer.Truncate(text, most))) <= maxEncodedLength
                ? (most, tooLong)
                : (fits, most);
        }

        var shortened = fits == 0 ? "" : TextSanitizer.Truncate(text, fits);
        return shortened.Trim() == "…" ? "" : shortened;
    }
}
