using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>What the generator proposes for the events of some years; the proof disposes.</summary>
internal static class ZoneCandidates
{
    /// <summary>How many years before and after the events a yearly rule must be true: first as far as a reader may look, then
    /// the neighbours, then the one side that a change of law leaves.</summary>
    private static readonly (int Before, int After)[] Windows = [(1, 9), (1, 1), (0, 1), (1, 0)];

    private const int FirstYear = 2;
    private const int LastYear = 9998;

    /// <summary>The proposals for events in these (local) years, the best first, as observances.</summary>
    public static IEnumerable<(ZoneForm Form, IReadOnlyList<Observance> Observances)> For(
        DateTimeZone zone, ZoneShape shape, int firstYear, int lastYear)
    {
        var (from, to) = (Math.Max(firstYear - 1, FirstYear), Math.Min(lastYear + 9, LastYear));
        var changes = Transition.Of(zone, from, to);
        foreach (var (before, after) in Windows)
        {
            var (first, last) = (firstYear - before, lastYear + after);
            if (Rules(zone, Within(changes, first, last), first, last) is { } rules)
            {
                yield return (ZoneForm.Rules, rules);
                if (before > 0)
                {
                    yield break; // in force from before the events on: what it does not tell, nothing tells
                }
            }
        }

        if (shape == ZoneShape.Series && Several(Within(changes, firstYear - 1, lastYear + 1), firstYear, lastYear) is { } several)
        {
            yield return (ZoneForm.Observances, several);
        }
    }

    private static List<Transition> Within(List<Transition> changes, int first, int last) =>
        changes.FindAll(change => change.Onset.Year is var year && year >= first && year <= last);

    /// <summary>One offset, or a yearly change there and a yearly change back, in each of the years.</summary>
    private static Observance[]? Rules(DateTimeZone zone, List<Transition> changes, int firstYear, int lastYear)
    {
        if (changes.Count == 0)
        {
            var interval = zone.GetZoneInterval(Instant.FromUtc(Math.Max(firstYear, FirstYear), 7, 1, 0, 0));
            return Transition.IsInMinutes(interval.WallOffset)
                ? [Observance.Constant(interval.WallOffset, firstYear, interval.Name)]
                : null;
        }

        // DAYLIGHT is the larger offset whatever the law calls it: Microsoft's readers know no negative saving.
        var standard = YearlyRule.Through(changes.Where(static change => change.To < change.From));
        var daylight = YearlyRule.Through(changes.Where(static change => change.To > change.From));
        return standard is not null && daylight is not null && standard.First.InMinutes
            && standard.First.From == daylight.First.To && standard.First.To == daylight.First.From
            && Tells(standard, firstYear, lastYear) && Tells(daylight, firstYear, lastYear)
            ? [Observance.Yearly(standard, daylight: false, open: true), Observance.Yearly(daylight, daylight: true, open: true)]
            : null;
    }

    private static bool Tells(YearlyRule rule, int firstYear, int lastYear) =>
        rule.First.Onset.Year == firstYear && rule.Last.Onset.Year == lastYear;

    /// <summary>As many periods as it takes; what comes back every year is told by one rule.</summary>
    private static List<Observance>? Several(List<Transition> changes, int firstYear, int lastYear)
    {
        if (changes.Count == 0 || !changes.TrueForAll(static change => change.InMinutes))
        {
            return null;
        }

        var runs = new List<YearlyRule>();
        foreach (var change in changes)
        {
            if (!runs.Exists(run => run.TryExtend(change)))
            {
                runs.Add(new(change));
            }
        }

        // What was in force before the first change: a STANDARD, since a VTIMEZONE without one is refused by Microsoft's readers.
        var observances = new List<Observance> { Observance.Constant(changes[0].From, firstYear - 1, name: null) };
        observances.AddRange(runs.Select(run => Observance.Yearly(
            run, run.First.Summer, open: run.First != run.Last && run.Last.Onset.Year > lastYear)));
        return observances;
    }
}
