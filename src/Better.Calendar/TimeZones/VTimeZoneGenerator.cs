using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>
/// Generates candidates for the VTIMEZONE of events in some years. <see cref="VTimeZoneVerifier"/> decides which of them are correct.
/// </summary>
internal static class VTimeZoneGenerator
{
    /// <summary>For how many years before and after the events a yearly rule must be correct: first as far as a client may look, then
    /// one year on both sides, then one side only, because the law changed on the other.</summary>
    private static readonly (int Before, int After)[] YearRanges = [(1, 9), (1, 1), (0, 1), (1, 0)];

    private const int MinYear = 2;
    private const int MaxYear = 9998;

    /// <summary>Generates the candidates for events in the given local years, the best first, as observances.</summary>
    public static IEnumerable<(VTimeZoneEncoding Encoding, IReadOnlyList<GeneratedObservance> Observances)> Generate(
        DateTimeZone zone, VTimeZoneProfile profile, int firstYear, int lastYear)
    {
        var (from, to) = (Math.Max(firstYear - 1, MinYear), Math.Min(lastYear + 9, MaxYear));
        var changes = OffsetTransition.FindAll(zone, from, to);
        foreach (var (before, after) in YearRanges)
        {
            var (first, last) = (firstYear - before, lastYear + after);
            if (CreateYearlyRules(zone, FilterByYears(changes, first, last), first, last) is { } rules)
            {
                yield return (VTimeZoneEncoding.Rules, rules);
                if (before > 0)
                {
                    // the rules begin before the events: if the verifier rejects them, it would reject the remaining ranges too
                    yield break;
                }
            }
        }

        if (profile is VTimeZoneProfile.Series or VTimeZoneProfile.RecurringEvent
            && CreateObservances(FilterByYears(changes, firstYear - 1, lastYear + 1), firstYear, lastYear) is { } observances)
        {
            yield return (VTimeZoneEncoding.Observances, observances);
        }
    }

    private static List<OffsetTransition> FilterByYears(List<OffsetTransition> changes, int first, int last) =>
        changes.FindAll(change => change.Onset.Year is var year && year >= first && year <= last);

    /// <summary>
    /// One constant offset, or one yearly change to summer time and one back, in each of the years; null when the changes are irregular.
    /// </summary>
    private static GeneratedObservance[]? CreateYearlyRules(DateTimeZone zone, List<OffsetTransition> changes, int firstYear, int lastYear)
    {
        if (changes.Count == 0)
        {
            var interval = zone.GetZoneInterval(Instant.FromUtc(Math.Max(firstYear, MinYear), 7, 1, 0, 0));
            return OffsetTransition.IsWholeMinutes(interval.WallOffset)
                ? [GeneratedObservance.CreateConstant(interval.WallOffset, firstYear, interval.Name)]
                : null;
        }

        // DAYLIGHT is the larger offset, whatever the law calls it: Outlook and Exchange do not know negative savings.
        var standard = YearlyTransitionRule.FromTransitions(changes.Where(static change => change.OffsetAfter < change.OffsetBefore));
        var daylight = YearlyTransitionRule.FromTransitions(changes.Where(static change => change.OffsetAfter > change.OffsetBefore));
        return standard is not null && daylight is not null && standard.FirstTransition.HasWholeMinuteOffsets
            && standard.FirstTransition.OffsetBefore == daylight.FirstTransition.OffsetAfter
                && standard.FirstTransition.OffsetAfter == daylight.FirstTransition.OffsetBefore
            && CoversYears(standard, firstYear, lastYear) && CoversYears(daylight, firstYear, lastYear)
            ? [GeneratedObservance.CreateYearly(standard, isDaylight: false, isOpenEnded: true),
                GeneratedObservance.CreateYearly(daylight, isDaylight: true, isOpenEnded: true)]
            : null;
    }

    private static bool CoversYears(YearlyTransitionRule rule, int firstYear, int lastYear) =>
        rule.FirstTransition.Onset.Year == firstYear && rule.LastTransition.Onset.Year == lastYear;

    /// <summary>
    /// As many observances as are needed; changes that recur every year share one rule. Null when there are no changes, or an offset has
    /// seconds.
    /// </summary>
    private static List<GeneratedObservance>? CreateObservances(List<OffsetTransition> changes, int firstYear, int lastYear)
    {
        if (changes.Count == 0 || !changes.TrueForAll(static change => change.HasWholeMinuteOffsets))
        {
            return null;
        }

        var runs = new List<YearlyTransitionRule>();
        foreach (var change in changes)
        {
            if (!runs.Exists(run => run.TryExtend(change)))
            {
                runs.Add(new(change));
            }
        }

        // The offset before the first change is a STANDARD, because Outlook and Exchange refuse a VTIMEZONE without one.
        var observances =
            new List<GeneratedObservance> { GeneratedObservance.CreateConstant(changes[0].OffsetBefore, firstYear
                - 1, abbreviation: null) };
        observances.AddRange(runs.Select(run => GeneratedObservance.CreateYearly(
            run, run.FirstTransition.IsDaylight, isOpenEnded: run.FirstTransition != run.LastTransition
                && run.LastTransition.Onset.Year > lastYear)));
        return observances;
    }
}
