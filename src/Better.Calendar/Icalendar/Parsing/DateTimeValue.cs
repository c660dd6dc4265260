using NodaTime;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A DATE or DATE-TIME value of a content line (RFC 5545, 3.3.4 and 3.3.5).</summary>
/// <param name="Line">The line.</param>
/// <param name="LocalDateTime">The date and time as written, without a zone; midnight for a date.</param>
/// <param name="IsDate">Whether it is a date without a time.</param>
/// <param name="IsUtc">Whether it ends with Z.</param>
/// <param name="ZoneId">The TZID; null if there is none.</param>
internal sealed record DateTimeValue(ContentLine Line, LocalDateTime LocalDateTime, bool IsDate, bool IsUtc, string? ZoneId)
{
    /// <summary>Whether it is a time without a zone, so that it is a different instant in every zone.</summary>
    public bool IsFloating => !IsDate && !IsUtc && ZoneId is null;

    /// <summary>The time of a line; null if the line is null or its value is not a single valid time.</summary>
    public static DateTimeValue? FromLine(ContentLine? line) => line is null ? null : FromLine(line, line.Value.Trim());

    /// <summary>One of the times of a line; null if it is not valid.</summary>
    public static DateTimeValue? FromLine(ContentLine line, string text) =>
        Parse(text, out var local, out var isDate, out var isUtc) ? new(line, local, isDate, isUtc, line["TZID"]) : null;

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, out LocalDateTime, out bool, out bool)"/>
    public static bool Parse(string text, out LocalDateTime local, out bool isDate, out bool isUtc) =>
        Parse(text.AsSpan(), out local, out isDate, out isUtc);

    /// <summary>Parses a DATE or DATE-TIME; returns false if it is not valid.</summary>
    public static bool Parse(ReadOnlySpan<char> text, out LocalDateTime local, out bool isDate, out bool isUtc)
    {
        isDate = text.Length == 8;
        isUtc = text.Length == 16 && text[15] is 'Z' or 'z';
        local = default;
        if (!isDate && !(text.Length == 15 || isUtc))
        {
            return false;
        }

        var (year, month, day) = (ParseDigits(text, 0, 4), ParseDigits(text, 4, 2), ParseDigits(text, 6, 2));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        if (isDate)
        {
            local = new(year, month, day, 0, 0);
            return true;
        }

        // RFC 5545, 3.3.12 allows the second 60 of a leap second.
        var (hour, minute, second) = (ParseDigits(text, 9, 2), ParseDigits(text, 11, 2), ParseDigits(text, 13, 2));
        if (text[8] is not ('T' or 't') || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        local = new(year, month, day, hour, minute, Math.Min(second, 59));
        return true;
    }

    /// <summary>The instant, in the zone of the TZID; null if the value is floating or a date, or the zone is null.</summary>
    /// <remarks>
    /// RFC 5545, 3.3.5: a local time that occurs twice is the first of the two; a skipped one uses the offset before the gap.
    /// </remarks>
    public Instant? ToInstant(DateTimeZone? zone)
    {
        if (IsUtc && !IsDate)
        {
            return LocalDateTime.InUtc().ToInstant();
        }

        // Near the end of NodaTime's calendar, instants overflow.
        return IsDate || zone is null || LocalDateTime.Year > 9990 ? null : zone.AtLeniently(LocalDateTime).ToInstant();
    }

    private static int ParseDigits(ReadOnlySpan<char> text, int start, int length)
    {
        var number = 0;
        for (var at = start; at < start + length; at++)
        {
            if (text[at] is < '0' or > '9')
            {
                return -1;
            }

            number = (number * 10) + (text[at] - '0');
        }

        return number;
    }
}
