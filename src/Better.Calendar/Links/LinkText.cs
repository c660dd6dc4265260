using System.Text;
using Better.Calendar.Workshops;

namespace Better.Calendar.Links;

/// <summary>A link in the making, which never grows beyond what browsers and mail programs carry.</summary>
/// <remarks>RFC 3986, 2.1: what is not unreserved is percent-encoded; a space is <c>%20</c>, because Outlook shows a <c>+</c> as a plus.</remarks>
internal sealed class LinkText(string start)
{
    /// <summary>LINK-03: longer links are cut by somebody on their way.</summary>
    public const int MostOfLink = 1999;

    private readonly StringBuilder text = new(start);

    /// <summary>Makes a text into what a field holds: HTML, a single line, or the text as it is.</summary>
    public delegate string Form(string text);

    /// <summary>How many characters of encoded text a field of this name may still have.</summary>
    public int Room(string field) => MostOfLink - text.Length - field.Length - 2;

    /// <summary>Adds a field as it is.</summary>
    public LinkText Add(string field, string value)
    {
        text.Append(text[text.Length - 1] == '?' ? "" : "&").Append(field).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>The finished link.</summary>
    public Uri ToUri() => new(text.ToString());

    /// <summary>How long a text is in a link.</summary>
    public static int Cost(string text) => Uri.EscapeDataString(text).Length;

    /// <summary>As much of a text as its encoding has room for, cut between what a reader sees as characters; empty if hardly any.</summary>
    public static string Fitting(string text, int room, Form form)
    {
        if (Cost(form(text)) <= room)
        {
            return text;
        }

        // Each character costs at least one: a longer beginning never fits, and need not be looked at.
        var (fits, tooLong) = (0, Math.Min(text.Length, Math.Max(room, 0)) + 1);
        while (tooLong - fits > 1)
        {
            var most = (fits + tooLong) / 2;
            (fits, tooLong) = Cost(form(PlainText.Shortened(text, most))) <= room ? (most, tooLong) : (fits, most);
        }

        var shortened = fits == 0 ? "" : PlainText.Shortened(text, fits);
        return shortened.Trim() == "…" ? "" : shortened;
    }
}
