using System.Globalization;
using Better.Calendar.IcsLines;
using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>One STANDARD or DAYLIGHT of a VTIMEZONE, about to be written.</summary>
internal sealed record Observance
{
    public required bool Daylight { get; init; }

    public required LocalDateTime Onset { get; init; }

    public string? Rule { get; init; }

    public required Offset From { get; init; }

    public required Offset To { get; init; }

    public string? Name { get; init; }

    /// <summary>One offset, since ever as far as the file is concerned: a change needs a past, so it begins before the events.</summary>
    public static Observance Constant(Offset offset, int firstYear, string? name) => new()
    {
        Daylight = false,
        // The customary beginnings: 1970, and 1601 for what is older.
        Onset = new LocalDateTime(firstYear > 1970 ? 1970 : 1601, 1, 1, 0, 0),
        From = offset,
        To = offset,
        Name = name,
    };

    /// <summary>A change that comes every year.</summary>
    public static Observance Yearly(YearlyRule rule, bool daylight, bool open)
    {
        var single = rule.First == rule.Last && !open;
        // RFC 5545 3.6.5: UNTIL in UTC. A day behind the last onset, because some readers compare it with the local onset.
        var until = open ? "" : ";UNTIL=" + DateTimeText.Utc(rule.Last.At + Duration.FromDays(1));
        return new()
        {
            Daylight = daylight,
            Onset = rule.First.Onset,
            Rule = single ? null : rule.Text + until,
            From = rule.First.From,
            To = rule.First.To,
            Name = rule.First.Name,
        };
    }

    /// <summary>The content lines of a VTIMEZONE, unfolded and without line ends, always in this order.</summary>
    public static ValueList<string> Lines(string tzId, IReadOnlyList<Observance> observances)
    {
        var lines = new List<string>(3 + (8 * observances.Count)) { "BEGIN:VTIMEZONE", "TZID:" + tzId };
        foreach (var observance in observances)
        {
            observance.Write(lines);
        }

        lines.Add("END:VTIMEZONE");
        return lines.ToValueList();
    }

    private void Write(List<string> lines)
    {
        lines.Add(Daylight ? "BEGIN:DAYLIGHT" : "BEGIN:STANDARD");
        lines.Add("DTSTART:" + DateTimeText.Local(Onset));
        if (Rule is not null)
        {
            lines.Add("RRULE:" + Rule);
        }

        lines.Add("TZOFFSETFROM:" + Minutes(From));
        lines.Add("TZOFFSETTO:" + Minutes(To));
        if (Name is { Length: > 0 } && Name.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
        {
            lines.Add("TZNAME:" + Name);
        }

        lines.Add(Daylight ? "END:DAYLIGHT" : "END:STANDARD");
    }

    /// <summary>RFC 5545 3.3.14: a sign always, hours and minutes.</summary>
    private static string Minutes(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        return string.Format(
            CultureInfo.InvariantCulture, "{0}{1:00}{2:00}", offset < Offset.Zero ? "-" : "+", minutes / 60, minutes % 60);
    }
}
