using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Publishing;

/// <summary>A link in the making, which never grows beyond what browsers and mail programs carry.</summary>
/// <remarks>RFC 3986, 2.1: what is not unreserved is percent-encoded; a space is <c>%20</c>, because Outlook shows a <c>+</c> as a plus.</remarks>
internal sealed class LinkBuilder(string baseUrl)
{
    /// <summary>LINK-03: longer links are cut by somebody on their way.</summary>
    public const int MaxLength = 1999;

    private readonly StringBuilder text = new(baseUrl);

    /// <summary>Makes a text into what a field holds: HTML, a single line, or the text as it is.</summary>
    public delegate string FieldFormatter(string text);

    /// <summary>How many characters of encoded text a field of this name may still have.</summary>
    public int GetRemainingLength(string field) => MaxLength - text.Length - field.Length - 2;

    /// <summary>Adds a field as it is.</summary>
    public LinkBuilder Add(string field, string value)
    {
        text.Append(text[text.Length - 1] == '?' ? "" : "&").Append(field).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>The finished link.</summary>
    public Uri ToUri() => new(text.ToString());

    /// <summary>How long a text is in a link.</summary>
    public static int GetEncodedLength(string text) => Uri.EscapeDataString(text).Length;

    /// <summary>As much of a text as its encoding has room for, cut between what a reader sees as characters; empty if hardly any.</summary>
    public static string Truncate(string text, int maxEncodedLength, FieldFormatter format)
    {
        if (GetEncodedLength(format(text)) <= maxEncodedLength)
        {
            return text;
        }

        // Each character costs at least one: a longer beginning never fits, and need not be looked at.
        var (fits, tooLong) = (0, Math.Min(text.Length, Math.Max(maxEncodedLength, 0)) + 1);
        while (tooLong - fits > 1)
        {
            var most = (fits + tooLong) / 2;
            (fits, tooLong) = GetEncodedLength(format(TextSanitizer.Truncate(text, most))) <= maxEncodedLength ? (most, tooLong) : (fits, most);
        }

        var shortened = fits == 0 ? "" : TextSanitizer.Truncate(text, fits);
        return shortened.Trim() == "…" ? "" : shortened;
    }
}
