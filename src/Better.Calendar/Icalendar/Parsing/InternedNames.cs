namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Names of properties and parameters in capitals; common names are shared strings, not allocated for each line.</summary>
internal static class InternedNames
{
    private const int RecentCount = 64;
    private const int MaxRecentLength = 64;

    /// <summary>The other names that this thread met last, in capitals, each at its place.</summary>
    [ThreadStatic]
    private static string?[]? recent;

    private static readonly string[][] ByLength = GroupByLength(
        "VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM",
        "BEGIN", "END", "VERSION", "PRODID", "METHOD", "CALSCALE", "NAME", "URL", "UID", "DTSTAMP", "SEQUENCE", "CREATED", "LAST-MODIFIED",
        "DTSTART",
            "DTEND",
            "DURATION",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "CONFERENCE",
            "STATUS",
            "TRANSP",
            "ORGANIZER",
            "ATTENDEE",
            "CLASS",
        "PRIORITY",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "COMMENT",
            "CATEGORIES",
            "CONTACT",
            "GEO",
            "ATTACH",
            "RELATED-TO",
            "TZID",
            "TZNAME",
        "TZOFFSETFROM",
            "TZOFFSETTO",
            "TZURL",
            "ACTION",
            "TRIGGER",
            "REPEAT",
            "REFRESH-INTERVAL",
            "X-PUBLISHED-TTL",
            "X-WR-CALNAME",
            "X-WR-CALDESC",
        "X-MICROSOFT-DISALLOW-COUNTER",
            "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
            "X-LIC-LOCATION",
            "CN",
            "CUTYPE",
            "ROLE",
            "PARTSTAT",
            "RSVP",
            "VALUE",
            "FEATURE",
            "LABEL",
            "LANGUAGE",
            "EMAIL");

    /// <summary>The name in ASCII bytes, in capitals.</summary>
    public static string Intern(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ByLength.Length)
        {
            foreach (var known in ByLength[bytes.Length])
            {
                if (EqualsIgnoreCase(bytes, known))
                {
                    return known;
                }
            }
        }

        if (bytes.Length is 0 or > MaxRecentLength)
        {
            return ToUpper(bytes);
        }

        // A file repeats its other names as often.
        recent ??= new string?[RecentCount];
        ref var other = ref recent[((bytes.Length * 7) + (bytes[bytes.Length - 1] & 0x1F)) % RecentCount];
        return other is not null && EqualsIgnoreCase(bytes, other) ? other : other = ToUpper(bytes);
    }

    /// <summary>
    /// Whether a byte may be in a name. RFC 5545, 3.1 allows letters, digits and hyphens; some programs also write dots and underscores.
    /// </summary>
    public static bool IsNameByte(byte @byte) =>
        @byte is (>= (byte)'A' and <= (byte)'Z')
            or (>= (byte)'a' and <= (byte)'z')
            or (>= (byte)'0' and <= (byte)'9')
            or (byte)'-'
            or (byte)'_'
            or (byte)'.';

    /// <summary>Whether bytes are a word of capital letters, in any case.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, string known)
    {
        if (bytes.Length != known.Length)
        {
            return false;
        }

        for (var at = 0; at < bytes.Length; at++)
        {
            var @byte = bytes[at];
            if ((@byte is >= (byte)'a' and <= (byte)'z' ? @byte - 32 : @byte) != known[at])
            {
                return false;
            }
        }

        return true;
    }

    private static string ToUpper(ReadOnlySpan<byte> bytes)
    {
        Span<char> name = bytes.Length <= MaxRecentLength ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (var at = 0; at < name.Length; at++)
        {
            name[at] = (char)(bytes[at] is >= (byte)'a' and <= (byte)'z' ? bytes[at] - 32 : bytes[at]);
        }

        return name.ToString();
    }

    private static string[][] GroupByLength(params string[] names)
    {
        var sorted = new string[names.Max(static name => name.Length) + 1][];
        for (var length = 0; length < sorted.Length; length++)
        {
            sorted[length] = [.. names.Where(name => name.Length == length)];
        }

        return sorted;
    }
}
