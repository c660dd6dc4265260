using System.Globalization;
using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>Mail addresses as ORGANIZER, ATTENDEE and mail headers write them, in one spelling to compare by.</summary>
internal static class CalendarAddress
{
    private static readonly IdnMapping Idn = new();

    /// <summary>The address of an ORGANIZER or ATTENDEE line; null when its value is none.</summary>
    public static string? Of(Line? line)
    {
        if (line is null)
        {
            return null;
        }

        var value = line.Value.Trim();
        return value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && IsAddress(Bare(value)) ? Canonical(Bare(value)) : null;
    }

    /// <summary>What stands behind <c>mailto:</c>, without what follows a question mark, escapes undone (RFC 6068, 2).</summary>
    public static string Bare(string uri)
    {
        var address = uri.Substring("mailto:".Length);
        var query = address.IndexOf('?');
        address = query < 0 ? address : address.Substring(0, query);
        return address.IndexOf('%') < 0 ? address : Uri.UnescapeDataString(address);
    }

    /// <summary>Lower case, the domain in ASCII.</summary>
    public static string Canonical(string address)
    {
        var lower = address.Trim().ToLowerInvariant();
        var at = lower.LastIndexOf('@');
        if (at < 0 || IsAscii(lower, at + 1))
        {
            return lower;
        }

        try
        {
            return $"{lower.Substring(0, at)}@{Idn.GetAscii(lower, at + 1)}";
        }
        catch (ArgumentException)
        {
            return lower;
        }
    }

    /// <summary>Whether it looks like one address: no blanks, no angle brackets, one @ in the middle.</summary>
    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] <= ' ' || text[i] is '<' or '>' or '(' or ')' or ',' or ';' or '"' || (text[i] == '@' && i != at) || text[i] == '\u007F')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What stands behind the @; empty when there is none.</summary>
    public static string Domain(string address) => address.Substring(address.LastIndexOf('@') + 1);

    /// <summary>Whether all is ASCII from a position on.</summary>
    public static bool IsAscii(string text, int start)
    {
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] > 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
