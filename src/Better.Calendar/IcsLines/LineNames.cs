using System.Text;

namespace Better.Calendar.IcsLines;

/// <summary>Names in capitals; those that every calendar uses are not made anew for each line.</summary>
internal static class LineNames
{
    private static readonly string[][] ByLength = Sorted(
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "CALSCALE", "NAME", "URL", "UID", "DTSTAMP", "SEQUENCE", "CREATED", "LAST-MODIFIED",
        "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "CONFERENCE", "STATUS", "TRANSP", "ORGANIZER", "ATTENDEE", "CLASS",
        "PRIORITY", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "COMMENT", "CATEGORIES", "CONTACT", "GEO", "ATTACH", "RELATED-TO", "TZID", "TZNAME",
        "TZOFFSETFROM", "TZOFFSETTO", "TZURL", "ACTION", "TRIGGER", "REPEAT", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-CALNAME", "X-WR-CALDESC",
        "X-MICROSOFT-DISALLOW-COUNTER", "X-LIC-LOCATION", "CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP", "VALUE", "FEATURE", "LABEL", "LANGUAGE", "EMAIL");

    /// <summary>The name that these octets spell.</summary>
    public static string Of(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < ByLength.Length)
        {
            foreach (var known in ByLength[octets.Length])
            {
                if (Spells(octets, known))
                {
                    return known;
                }
            }
        }

        var name = new StringBuilder(octets.Length);
        foreach (var octet in octets)
        {
            name.Append((char)(octet is >= (byte)'a' and <= (byte)'z' ? octet - 32 : octet));
        }

        return name.ToString();
    }

    /// <summary>RFC 5545, 3.1: letters, digits and hyphens; some writers add dots and underscores.</summary>
    public static bool IsNameOctet(byte octet) =>
        octet is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_' or (byte)'.';

    private static bool Spells(ReadOnlySpan<byte> octets, string known)
    {
        for (var at = 0; at < octets.Length; at++)
        {
            var octet = octets[at];
            if ((octet is >= (byte)'a' and <= (byte)'z' ? octet - 32 : octet) != known[at])
            {
                return false;
            }
        }

        return true;
    }

    private static string[][] Sorted(params string[] names)
    {
        var sorted = new string[names.Max(static name => name.Length) + 1][];
        for (var length = 0; length < sorted.Length; length++)
        {
            sorted[length] = [.. names.Where(name => name.Length == length)];
        }

        return sorted;
    }
}
