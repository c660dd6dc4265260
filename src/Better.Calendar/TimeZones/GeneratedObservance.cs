using System.Globalization;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A STANDARD or DAYLIGHT component that the generator writes into a VTIMEZONE.</summary>
internal sealed record GeneratedObservance
{
    public required bool IsDaylight { get; init; }

    public required LocalDateTime Onset { get; init; }

    /// <summary>The onset of the rule in the year before <see cref="Onset"/>; null when there is no yearly rule.</summary>
    public LocalDateTime? EarlierOnset { get; init; }

    public string? RRule { get; init; }

    /// <summary>The same observance, from one recurrence earlier on.</summary>
    public GeneratedObservance Earlier => this with { Onset = EarlierOnset ?? Onset, EarlierOnset = null };

    public required Offset OffsetFrom { get; init; }

    public required Offset OffsetTo { get; init; }

    public string? Abbreviation { get; init; }

    /// <summary>Creates an observance with one constant offset, which begins long before the events of the file.</summary>
    public static GeneratedObservance CreateConstant(Offset offset, int firstYear, string? abbreviation) => new()
    {
        IsDaylight = false,
        // The customary first years of other programs: 1970, and 1601 for older events.
        Onset = new LocalDateTime(firstYear > 1970 ? 1970 : 1601, 1, 1, 0, 0),
        OffsetFrom = offset,
        OffsetTo = offset,
        Abbreviation = abbreviation,
    };

    /// <summary>Creates an observance for a clock change that recurs every year, or that occurs once.</summary>
    public static GeneratedObservance CreateYearly(YearlyTransitionRule rule, bool isDaylight, bool isOpenEnded)
    {
        var single = rule.FirstTransition == rule.LastTransition && !isOpenEnded;
        // RFC 5545, 3.6.5: UNTIL is in UTC. It is a day after the last onset, because some readers compare it with the local onset.
        var until = isOpenEnded ? "" : ";UNTIL=" + DateTimeFormatter.FormatUtc(rule.LastTransition.Instant + Duration.FromDays(1));
        return new()
        {
            IsDaylight = isDaylight,
            Onset = rule.FirstTransition.Onset,
            EarlierOnset = rule.GetOnset(rule.FirstTransition.Onset.Year - 1),
            RRule = single ? null : rule.RRuleValue + until,
            OffsetFrom = rule.FirstTransition.OffsetBefore,
            OffsetTo = rule.FirstTransition.OffsetAfter,
            Abbreviation = rule.FirstTransition.Abbreviation,
        };
    }

    /// <summary>The content lines of a VTIMEZONE, unfolded and without line endings, always in the same order.</summary>
    public static ValueList<string> WriteVTimeZone(string tzId, IReadOnlyList<GeneratedObservance> observances)
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
        lines.Add(IsDaylight ? "BEGIN:DAYLIGHT" : "BEGIN:STANDARD");
        lines.Add("DTSTART:" + DateTimeFormatter.FormatLocal(Onset));
        if (RRule is not null)
        {
            lines.Add("RRULE:" + RRule);
        }

        lines.Add("TZOFFSETFROM:" + FormatOffset(OffsetFrom));
        lines.Add("TZOFFSETTO:" + FormatOffset(OffsetTo));
        if (Abbreviation is { Length: > 0 } && Abbreviation.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')))
        {
            lines.Add("TZNAME:" + Abbreviation);
        }

        lines.Add(IsDaylight ? "END:DAYLIGHT" : "END:STANDARD");
    }

    /// <summary>A UTC-OFFSET (RFC 5545, 3.3.14): sign, hours and minutes.</summary>
    private static string FormatOffset(Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds) / 60;
        return string.Format(
            CultureInfo.InvariantCulture, "{0}{1:00}{2:00}", offset < Offset.Zero ? "-" : "+", minutes / 60, minutes % 60);
    }
}
