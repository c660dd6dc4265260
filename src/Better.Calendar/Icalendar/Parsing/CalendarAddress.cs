using System.Globalization;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Parses and normalizes the email addresses of ORGANIZER, ATTENDEE, their parameters and mail headers.</summary>
internal static class CalendarAddress
{
    private const int MaxLength = 1000;

    private static readonly IdnMapping Idn = new();

    /// <summary>The normalized address of an ORGANIZER or ATTENDEE line; null if its value is not one.</summary>
    public static string? FromLine(ContentLine? line) => Read(line?.Value);

    /// <summary>
    /// The normalized address of a CAL-ADDRESS (RFC 5545, 3.3.3), such as the value of SENT-BY; null if it is not mailto: and one address.
    /// </summary>
    public static string? Read(string? uri)
    {
        var value = uri?.Trim();
        return IsMailTo(value) && StripMailTo(value!) is var address && IsAddress(address) ? Normalize(address) : null;
    }

    /// <summary>The address in a text, without what clients put around it: quotes, angle brackets, a name or <c>mailto:</c>.</summary>
    /// <returns>A text that may be an address, not normalized; null if there is none.</returns>
    public static string? Find(string? text)
    {
        // No real address is longer; the limit saves time on hostile input.
        if (text is null || text.Length > MaxLength)
        {
            return null;
        }

        var address = text.Trim();
        address = address.Length > 1 && address[0] == '"' && address[address.Length - 1] == '"'
            ? address.Substring(1, address.Length - 2)
            : address;
        var open = address.LastIndexOf('<');
        var close = address.IndexOf('>', Math.Max(open, 0));
        address = open >= 0 && close > open ? address.Substring(open + 1, close - open - 1) : address;
        return (IsMailTo(address) ? StripMailTo(address) : address).Trim();
    }

    /// <summary>
    /// The addresses of a parameter that may contain several, each in quotes: DELEGATED-TO, DELEGATED-FROM, MEMBER (RFC 5545, 3.2.4).
    /// </summary>
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

    /// <summary>Whether a text is a mailto: URI, in upper or lower case.</summary>
    public static bool IsMailTo(string? text) => text?.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The part after <c>mailto:</c> and before a question mark, with percent escapes decoded (RFC 6068, 2).</summary>
    public static string StripMailTo(string uri)
    {
        var address = uri.Substring("mailto:".Length);
        var query = address.IndexOf('?');
        address = query < 0 ? address : address.Substring(0, query);
        return address.IndexOf('%') < 0 ? address : Uri.UnescapeDataString(address);
    }

    /// <summary>The address in lower case, with the domain in ASCII.</summary>
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

    /// <summary>Whether a text looks like one address: no spaces, no angle brackets, one @ in the middle.</summary>
    public static bool IsAddress(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] <= ' '
                || text[i] is '<' or '>' or '(' or ')' or ',' or ';' or '"'
                || (text[i] == '@' && i != at)
                || text[i] == '\u007F')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The part after the @; the whole text if there is no @.</summary>
    public static string GetDomain(string address) => address.Substring(address.LastIndexOf('@') + 1);

    /// <summary>Whether all characters from a position on are ASCII.</summary>
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
