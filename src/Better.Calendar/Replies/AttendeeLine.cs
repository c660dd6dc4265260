using Better.Calendar.IcsLines;
using Better.Calendar.Workshops;

namespace Better.Calendar.Replies;

/// <summary>Addresses and answers as ATTENDEE lines write them.</summary>
internal static class AttendeeLine
{
    /// <summary>The address of an ATTENDEE or ORGANIZER; null when it has none that mail goes to.</summary>
    public static EmailAddress? Address(Line line) => Read(line.Value) ?? Read(line["EMAIL"]);

    /// <summary>The address in a parameter such as DELEGATED-TO, of which it may hold several: the first.</summary>
    public static EmailAddress? Address(Line line, string parameter)
    {
        foreach (var text in (line[parameter] ?? "").Split(','))
        {
            if (Read(text.Trim().Trim('"')) is { } address)
            {
                return address;
            }
        }

        return null;
    }

    /// <summary>RFC 5545, 3.2.12, in any case.</summary>
    public static string? Partstat(Line? line) => line?["PARTSTAT"]?.Trim().ToUpperInvariant();

    /// <summary>The answer that a PARTSTAT is; null where it is none (NEEDS-ACTION, DELEGATED, anything unknown).</summary>
    public static Answer? AnswerOf(string? partstat) => partstat switch
    {
        "ACCEPTED" => Answer.Accepted,
        "TENTATIVE" => Answer.Tentative,
        "DECLINED" => Answer.Declined,
        _ => null,
    };

    private static EmailAddress? Read(string? text)
    {
        // Nobody's address is longer; looking at more is work for nothing.
        if (text is null || text.Length > 1000)
        {
            return null;
        }

        var address = text.Trim();
        var open = address.LastIndexOf('<');
        var close = address.IndexOf('>', Math.Max(open, 0));
        address = open >= 0 && close > open ? address.Substring(open + 1, close - open - 1) : address;
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            // RFC 6068, 2: escapes, and header fields behind a question mark.
            address = Uri.UnescapeDataString(address.Substring("mailto:".Length).Split('?')[0]);
        }

        return EmailAddress.TryParse(address.Trim(), out var read) ? read : null;
    }
}
