using System.Globalization;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A STANDARD or DAYLIGHT component of a VTIMEZONE that was parsed, and its onsets.</summary>
internal sealed class VTimeZoneObservance
{
    private readonly LocalDateTime[] onsets;
    private readonly YearlyRule? rule;

    private VTimeZoneObservance(Offset offsetFrom, Offset offsetTo, LocalDateTime[] onsets, string? rule)
    {
        (OffsetFrom, OffsetTo, this.onsets) = (offsetFrom, offsetTo, onsets);
        this.rule = rule is null ? null : YearlyRule.Parse(rule, onsets[0], offsetFrom);
    }

    /// <summary>The first onset (DTSTART).</summary>
    public LocalDateTime Start => onsets[0];

    /// <summary>Whether the onsets recur by an RRULE.</summary>
    public bool HasRule => rule is not null;

    /// <summary>The offset before the onsets (TZOFFSETFROM). The onsets are local times in this offset.</summary>
    public Offset OffsetFrom { get; }

    /// <summary>The offset from the onsets on (TZOFFSETTO).</summary>
    public Offset OffsetTo { get; }

    /// <summary>Parses the lines between BEGIN and END.</summary>
    /// <exception cref="FormatException">A property is missing, occurs twice, or is not evaluated here.</exception>
    public static VTimeZoneObservance Parse(IReadOnlyList<string> lines, int start, int end)
    {
        string? onset = null, from = null, to = null, rule = null;
        var dates = new List<string>();
        for (var at = start; at < end; at++)
        {
            var line = lines[at];
            var colon = line.IndexOf(':');
            var (name, value) = colon < 0 ? (line, "") : (line.Substring(0, colon), line.Substring(colon + 1));
            switch (name)
            {
                case "DTSTART": SetOnce(ref onset, value, name); break;
                case "TZOFFSETFROM": SetOnce(ref from, value, name); break;
                case "TZOFFSETTO": SetOnce(ref to, value, name); break;
                case "RRULE": SetOnce(ref rule, value, name); break;
                case "RDATE": dates.AddRange(value.Split(',')); break;
                case "TZNAME" or "COMMENT": break;
                // These properties may have no parameters (TZID, VALUE=PERIOD); X- properties do not affect the offset.
                default:
                    if (name.StartsWith("TZNAME;", StringComparison.Ordinal) || name.StartsWith("X-", StringComparison.Ordinal))
                    {
                        break;
                    }

                    throw new FormatException($"The line '{line}' is not supported in STANDARD or DAYLIGHT of a VTIMEZONE.");
            }
        }

        return Create(onset, from, to, dates, rule);
    }

    /// <summary>Creates an observance from the values of its properties: null for those that it does not have.</summary>
    /// <param name="onset">DTSTART.</param>
    /// <param name="from">TZOFFSETFROM.</param>
    /// <param name="to">TZOFFSETTO.</param>
    /// <param name="dates">RDATE.</param>
    /// <param name="rule">RRULE.</param>
    /// <exception cref="FormatException">A required value is missing, or one is not evaluated here.</exception>
    public static VTimeZoneObservance Create(string? onset, string? from, string? to, IEnumerable<string> dates, string? rule) =>
        onset is null || from is null || to is null
            ? throw new FormatException(
                "STANDARD and DAYLIGHT of a VTIMEZONE must have DTSTART, TZOFFSETFROM and TZOFFSETTO (RFC 5545, 3.6.5).")
            : new(ParseOffset(from), ParseOffset(to), Array.ConvertAll([onset, .. dates], ParseLocal), rule);

    /// <summary>Finds the latest onset at or before a local time; null before the first onset.</summary>
    public LocalDateTime? FindLastOnset(LocalDateTime local)
    {
        var last = local < onsets[0] ? null : rule?.FindLastOnset(local);
        foreach (var date in onsets)
        {
            if (date <= local && (last is null || date > last))
            {
                last = date;
            }
        }

        return last;
    }

    /// <summary>Parses a local date and time, without Z.</summary>
    internal static LocalDateTime ParseLocal(string text) =>
        DateTimeValue.Parse(text, out var local, out var isDate, out var isUtc) && !isDate && !isUtc
        ? local
        : throw new FormatException($"'{text}' is not a local date and time such as 20201025T030000.");

    internal static int ParseDigits(string text, int start, int length)
    {
        var number = 0;
        for (var at = start; at < start + length; at++)
        {
            number = text[at] is >= '0' and <= '9'
                ? (number * 10) + (text[at] - '0')
                : throw new FormatException($"'{text}' has the character '{text[at]}' where a digit is required.");
        }

        return number;
    }

    /// <summary>Parses a UTC-OFFSET (RFC 5545, 3.3.14): sign, hours, minutes and optional seconds.</summary>
    private static Offset ParseOffset(string text)
    {
        if (text.Length is not (5 or 7) || text[0] is not ('+' or '-'))
        {
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "'{0}' is not a UTC offset such as +0100.", text));
        }

        var seconds = (ParseDigits(text, 1, 2) * 3600) + (ParseDigits(text, 3, 2) * 60) + (text.Length == 7 ? ParseDigits(text, 5, 2) : 0);
        return Offset.FromSeconds(text[0] == '-' ? -seconds : seconds);
    }

    private static void SetOnce(ref string? target, string value, string name) =>
        target = target is null
            ? value
            : throw new FormatException($"{name} occurs twice in STANDARD or DAYLIGHT of a VTIMEZONE; it must occur once.");
}
