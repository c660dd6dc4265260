using System.Globalization;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Email addresses as ORGANIZER, ATTENDEE, their parameters and mail headers write them, and one spelling to compare by.</summary>
internal static class CalendarAddress
{
    private const int MaxLength = 1000;

    private static readonly IdnMapping Idn = new();

    /// <summary>The address of an ORGANIZER or ATTENDEE line; null when its value is none.</summary>
    public static string? FromLine(ContentLine? line) => Read(line?.Value);

    /// <summary>The address of a CAL-ADDRESS (RFC 5545, 3.3.3), such as SENT-BY holds one; null when it is anything but mailto: and one address.</summary>
    public static string? Read(string? uri)
    {
        var value = uri?.Trim();
        return IsMailTo(value) && StripMailTo(value!) is var bare && IsAddress(bare) ? Normalize(bare) : null;
    }

    /// <summary>The address that a text means, whatever clients put around it: quotes, angle brackets, a name, <c>mailto:</c> or nothing.</summary>
    /// <returns>A text that may be an address; null when there is none.</returns>
    public static string? Find(string? text)
    {
        // Nobody's address is longer; looking at more is work for nothing.
        if (text is null || text.Length > MaxLength)
        {
            return null;
        }

        var address = text.Trim();
        address = address.Length > 1 && address[0] == '"' && address[address.Length - 1] == '"' ? address.Substring(1, address.Length - 2) : address;
        var open = address.LastIndexOf('<');
        var close = address.IndexOf('>', Math.Max(open, 0));
        address = open >= 0 && close > open ? address.Substring(open + 1, close - open - 1) : address;
        return (IsMailTo(address) ? StripMailTo(address) : address).Trim();
    }

    /// <summary>The addresses of a parameter that may hold several, each in quotes: DELEGATED-TO, DELEGATED-FROM, MEMBER (RFC 5545, 3.2.4).</summary>
    public static IEnumerable<string> FindAll(string? parameter)
    {
        foreach (var text in (parameter ?? "").Split(','))
        {
            if (Find(text) is { Length: > 0 } address)
            {
                yield return address;
            }
        }
    }

    /// <summary>Whether a text is a mailto: URI, in any case.</summary>
    public static bool IsMailTo(string? text) => text?.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What stands behind <c>mailto:</c>, without what follows a question mark, escapes undone (RFC 6068, 2).</summary>
    public static string StripMailTo(string uri)
    {
        var address = uri.Substring("mailto:".Length);
        var query = address.IndexOf('?');
        address = query < 0 ? address : address.Substring(0, query);
        return address.IndexOf('%') < 0 ? address : Uri.UnescapeDataString(address);
    }

    /// <summary>Lower case, the domain in ASCII.</summary>
    public static string Normalize(string address)
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
    public static string GetDomain(string address) => address.Substring(address.LastIndexOf('@') + 1);

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
