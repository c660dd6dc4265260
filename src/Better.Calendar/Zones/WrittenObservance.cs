using System.Globalization;
using Better.Calendar.IcsLines;
using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>One STANDARD or DAYLIGHT as it was written, and when it sets in.</summary>
internal sealed class WrittenObservance
{
    private readonly LocalDateTime[] dates;
    private readonly WrittenRule? rule;

    private WrittenObservance(Offset from, Offset to, LocalDateTime[] dates, string? rule)
    {
        (From, To, this.dates) = (from, to, dates);
        this.rule = rule is null ? null : WrittenRule.Parse(rule, dates[0], from);
    }

    /// <summary>The offset before the onsets, in which they are told.</summary>
    public Offset From { get; }

    /// <summary>The offset from the onsets on.</summary>
    public Offset To { get; }

    /// <summary>Reads the lines between BEGIN and END.</summary>
    /// <exception cref="FormatException">A line is missing, comes twice, or means what this evaluator cannot judge.</exception>
    public static WrittenObservance Parse(IReadOnlyList<string> lines, int start, int end)
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
                case "DTSTART": Once(ref onset, value, name); break;
                case "TZOFFSETFROM": Once(ref from, value, name); break;
                case "TZOFFSETTO": Once(ref to, value, name); break;
                case "RRULE": Once(ref rule, value, name); break;
                case "RDATE": dates.AddRange(value.Split(',')); break;
                case "TZNAME" or "COMMENT": break;
                // Parameters (TZID, VALUE=PERIOD) have no place on these lines; X- names say nothing about the offset.
                default:
                    if (name.StartsWith("TZNAME;", StringComparison.Ordinal) || name.StartsWith("X-", StringComparison.Ordinal))
                    {
                        break;
                    }

                    throw new FormatException($"'{line}' cannot be judged in an observance.");
            }
        }

        if (onset is null || from is null || to is null)
        {
            throw new FormatException("An observance needs DTSTART, TZOFFSETFROM and TZOFFSETTO (RFC 5545 3.6.5).");
        }

        return new(ParseOffset(from), ParseOffset(to), Array.ConvertAll([onset, .. dates], ParseLocal), rule);
    }

    /// <summary>The latest onset at or before a local time; null when it had not set in.</summary>
    public LocalDateTime? LastOnset(LocalDateTime local)
    {
        var last = local < dates[0] ? null : rule?.Last(local);
        foreach (var date in dates)
        {
            if (date <= local && (last is null || date > last))
            {
                last = date;
            }
        }

        return last;
    }

    /// <summary>Reads a local time, without Z.</summary>
    internal static LocalDateTime ParseLocal(string text) => TimeValue.Parse(text, out var local, out var isDate, out var isUtc) && !isDate && !isUtc
        ? local
        : throw new FormatException($"'{text}' is not a local date and time.");

    internal static int Number(string text, int start, int length)
    {
        var number = 0;
        for (var at = start; at < start + length; at++)
        {
            number = text[at] is >= '0' and <= '9'
                ? (number * 10) + (text[at] - '0')
                : throw new FormatException($"'{text}' has a letter where a digit belongs.");
        }

        return number;
    }

    /// <summary>RFC 5545 3.3.14: a sign, hours, minutes, perhaps seconds.</summary>
    private static Offset ParseOffset(string text)
    {
        if (text.Length is not (5 or 7) || text[0] is not ('+' or '-'))
        {
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "'{0}' is not an offset.", text));
        }

        var seconds = (Number(text, 1, 2) * 3600) + (Number(text, 3, 2) * 60) + (text.Length == 7 ? Number(text, 5, 2) : 0);
        return Offset.FromSeconds(text[0] == '-' ? -seconds : seconds);
    }

    private static void Once(ref string? slot, string value, string name) =>
        slot = slot is null ? value : throw new FormatException($"{name} comes twice in an observance.");
}
