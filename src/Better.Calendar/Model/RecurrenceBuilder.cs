using Better.Calendar.TimeZones;
using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.Model;

/// <summary>Finds the rule of a series that is sent as one recurring event, and adapts it when the series is edited.</summary>
internal sealed class RecurrenceBuilder
{
    private readonly WorkshopSeries series;
    private readonly IDateTimeZoneProvider zones;

    // The workshops that take place, in the order of time; all if none does, because a cancellation needs a rule as well.
    private readonly List<Workshop> workshops;

    private RecurrenceBuilder(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        (this.series, this.zones) = (series, zones);
        var taking = series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        workshops = [.. (taking.Count > 0 ? taking : [.. series.Workshops])
            .OrderBy(workshop => series.StartOf(workshop, zones).ToInstant())
            .ThenBy(static workshop => workshop.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The recurring event of a valid series: the one that was sent, adapted to the workshops as they are now, or a new one.
    /// </summary>
    /// <exception cref="InvalidSeriesException">The workshops do not follow a rule; the reason names the workshop.</exception>
    public static SeriesRecurrence Build(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        var builder = new RecurrenceBuilder(series, zones);
        var recurrence = series.Recurrence is { } sent ? builder.Adapt(sent) : builder.Create(out var problem) ?? throw problem!;
        builder.CheckTimes(recurrence);
        return builder.MarkOverridden(recurrence);
    }

    /// <summary>
    /// The workshop whose facts most workshops share, so that the master of the recurring event can state them for all; null if they
    /// differ.
    /// </summary>
    public static Workshop? FindShared(IEnumerable<Workshop> workshops)
    {
        var list = workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        var largest = list.GroupBy(ToFacts).OrderByDescending(static group => group.Count()).FirstOrDefault()?.ToList();
        return largest is not null && 2 * largest.Count > list.Count ? largest[0] : null;
    }

    /// <summary>
    /// Whether a time can be written only in UTC, because its local time occurs twice and clients disagree which is meant.
    /// </summary>
    public static bool IsAmbiguous(ZonedDateTime time) =>
        VTimeZoneVerifier.FindAmbiguousCounterpart(time.Zone, time.ToInstant()) is not null;

    // What a reader sees of a workshop, apart from its time and from what only a follow-up says.
    private static Workshop ToFacts(Workshop workshop) => workshop with
    {
        Id = "0",
        Start = new(2000, 1, 1, 0, 0),
        Duration = Duration.FromHours(1),
        Zone = null,
        AmbiguousTime = null,
        Summary = null,
        Sequence = 0,
    };

    private string ZoneOf(Workshop workshop) => workshop.Zone ?? series.Zone;

    private SeriesRecurrence? Create(out InvalidSeriesException? problem)
    {
        var first = workshops[0];
        var (odd, reason) = FindOther(first) is { } other ? other : FindDays(out _);
        problem = odd is null ? null : Refuse(odd, reason);
        if (problem is not null)
        {
            return null;
        }

        FindDays(out var days);
        var occurrences = workshops
            .Select(workshop => new WorkshopOccurrence { WorkshopId = workshop.Id, Number = GetDays(first, workshop) / days })
            .ToValueList();
        return new()
        {
            Start = first.Start,
            Zone = ZoneOf(first),
            Duration = first.Duration,
            Days = days,
            Count = occurrences[occurrences.Count - 1].Number + 1,
            Sequence = series.Workshops.Max(static workshop => workshop.Sequence),
            Occurrences = occurrences,
        };
    }

    /// <summary>
    /// The first workshop that is not at the same time of day, in the same time zone and as long as the first; null if all are.
    /// </summary>
    private (Workshop? Odd, string Reason)? FindOther(Workshop first)
    {
        foreach (var workshop in workshops.Skip(1))
        {
            var reason = ZoneOf(workshop) != ZoneOf(first) ? $"workshop {workshop.Id} is in another time zone than workshop {first.Id}"
                : workshop.Start.TimeOfDay != first.Start.TimeOfDay
                    ? $"workshop {workshop.Id} starts at another time of day than workshop {first.Id}"
                : workshop.Duration != first.Duration ? $"workshop {workshop.Id} takes another time than workshop {first.Id}"
                : "";
            if (reason.Length > 0)
            {
                return (workshop, reason);
            }
        }

        return null;
    }

    /// <summary>The days between two occurrences; a workshop and the reason if no rule makes these days.</summary>
    private (Workshop? Odd, string Reason) FindDays(out int days)
    {
        days = 0;
        if (workshops.Count < 2)
        {
            return (workshops[0], "it has one workshop only");
        }

        var distances = workshops.Skip(1).Select((workshop, i) => GetDays(workshops[i], workshop)).ToList();
        var same = distances.IndexOf(0);
        if (same >= 0)
        {
            return (workshops[same + 1], $"workshops {workshops[same].Id} and {workshops[same + 1].Id} start at the same time");
        }

        days = distances.Aggregate(GetCommonDivisor);
        var differing = distances.FindIndex(distance => distance != distances[0]);
        if (differing < 0)
        {
            return SeriesRecurrence.DaysProblem(days) is null
                ? (null, "")
                : (workshops[1], $"the workshops are {days} days apart, which is neither one day nor a number of weeks");
        }

        // Weeks without a workshop, such as holidays, are left out, unless most dates of the rule would be.
        var gaps = (distances.Sum() / days) + 1 - workshops.Count;
        return days % 7 == 0 && gaps < workshops.Count
            ? (null, "")
            : (workshops[differing + 1],
                $"the days between the workshops differ: workshop {workshops[1].Id} is {distances[0]} days after workshop "
                    + $"{workshops[0].Id}, but workshop {workshops[differing + 1].Id} is {distances[differing]} days after workshop "
                    + workshops[differing].Id);
    }

    private SeriesRecurrence Adapt(SeriesRecurrence sent)
    {
        if (workshops[0].Status == WorkshopStatus.Cancelled)
        {
            return sent;
        }

        var known = sent.Occurrences.ToDictionary(static occurrence => occurrence.WorkshopId, StringComparer.OrdinalIgnoreCase);
        var numbers = new Dictionary<int, Workshop>();
        foreach (var workshop in workshops.Where(workshop => known.ContainsKey(workshop.Id)))
        {
            numbers[known[workshop.Id].Number] = workshop;
        }

        // A sent occurrence cannot become another one: its workshop may have moved anywhere.
        var added = workshops.Where(workshop => !known.ContainsKey(workshop.Id)).ToList();
        if (!sent.Occurrences.Any(static occurrence => occurrence.IsOverridden)
            && numbers.Count > 0 && numbers.All(pair => !IsAt(sent, pair.Value, pair.Key))
            && Create(out _) is { } anew)
        {
            return anew with { Sequence = sent.Sequence };
        }

        var occurrences = sent.Occurrences.ToList();
        foreach (var workshop in added)
        {
            var number = FindNumber(sent, workshop);
            if (numbers.TryGetValue(number, out var owner))
            {
                throw Refuse(workshop, $"workshop {workshop.Id} is on the date that was planned for workshop {owner.Id}");
            }

            numbers.Add(number, workshop);
            var isOverridden = occurrences.Exists(old => old.Number == number && old.IsOverridden);
            occurrences.RemoveAll(old => old.Number == number);
            occurrences.Add(new() { WorkshopId = workshop.Id, Number = number, IsOverridden = isOverridden });
        }

        return sent with
        {
            Count = Math.Max(sent.Count, occurrences.Max(static occurrence => occurrence.Number) + 1),
            Occurrences = occurrences.OrderBy(static occurrence => occurrence.Number).ToValueList(),
        };
    }

    private int FindNumber(SeriesRecurrence sent, Workshop workshop)
    {
        var days = Period.DaysBetween(sent.Start.Date, workshop.Start.Date);
        var reason = ZoneOf(workshop) != sent.Zone ? $"workshop {workshop.Id} is not in the time zone {sent.Zone} of the others"
            : workshop.Start.TimeOfDay != sent.Start.TimeOfDay ? $"workshop {workshop.Id} starts at another time of day than the others"
            : workshop.Duration != sent.Duration ? $"workshop {workshop.Id} takes another time than the others"
            : days < 0 ? $"workshop {workshop.Id} is before the first date that was sent"
            : days % sent.Days != 0 ? $"workshop {workshop.Id} is not a multiple of {sent.Days} days after the first date that was sent"
            : days / sent.Days >= sent.Count + workshops.Count ? $"workshop {workshop.Id} is too long after the others"
            : "";
        return reason.Length == 0 ? days / sent.Days : throw Refuse(workshop, reason);
    }

    /// <summary>Refuses a rule whose occurrences calendars would compute at other instants than those of the workshops.</summary>
    private void CheckTimes(SeriesRecurrence recurrence)
    {
        var zone = zones[recurrence.Zone];
        var instants = new List<Instant>();
        foreach (var number in Enumerable.Range(0, recurrence.Count))
        {
            // RFC 5545, 3.3.10: a rule does not count a time that the clocks skip; most clients do. They differ also in what they take a
            // time for that comes twice.
            var local = recurrence.GetStart(number);
            var mapping = zone.MapLocal(local);
            if (mapping.Count != 1)
            {
                throw Refuse(
                    FindWorkshop(recurrence, number),
                    Invariant($"its rule would make {local:uuuu-MM-dd' 'HH:mm}, a time that ")
                        + $"{(mapping.Count == 0 ? "the clocks skip" : "comes twice")} in {zone.Id}");
            }

            instants.Add(mapping.Single().ToInstant());
        }

        var firstEnd = instants[0].InZone(zone) + recurrence.Duration;
        if (IsAmbiguous(firstEnd))
        {
            throw Refuse(
                FindWorkshop(recurrence, 0),
                Invariant($"its first date ends at {firstEnd:uuuu-MM-dd' 'HH:mm}, a time that comes twice in {zone.Id}"));
        }

        var offsets = instants.ConvertAll(zone.GetUtcOffset);
        var odd = offsets.FindIndex(offset => offset != offsets[0]);
        instants.AddRange(workshops.Where(workshop => ZoneOf(workshop) == recurrence.Zone)
            .SelectMany(workshop => new[] { series.StartOf(workshop, zones), series.EndOf(workshop, zones) })
            .Where(static time => !IsAmbiguous(time))
            .Select(static time => time.ToInstant()));
        if (odd >= 0
            && VTimeZoneComponent.Create(zone, instants, VTimeZoneProfile.RecurringEvent) is { Encoding: VTimeZoneEncoding.Utc } component)
        {
            throw Refuse(
                FindWorkshop(recurrence, odd),
                $"the clocks change between its dates, and no time zone can be written for them ({component.Reason.TrimEnd('.')})");
        }
    }

    private SeriesRecurrence MarkOverridden(SeriesRecurrence recurrence)
    {
        var shared = FindShared(workshops) is { } workshop ? ToFacts(workshop) : null;
        var taking = workshops.ToDictionary(static taking => taking.Id, StringComparer.OrdinalIgnoreCase);
        var length = GetLocalLength(zones[recurrence.Zone].MapLocal(recurrence.Start).First(), recurrence.Duration);
        return recurrence with
        {
            Occurrences = recurrence.Occurrences.Select(occurrence =>
                !occurrence.IsOverridden && taking.TryGetValue(occurrence.WorkshopId, out var own) && Differs(own, occurrence.Number)
                    ? occurrence with { IsOverridden = true }
                    : occurrence).ToValueList(),
        };

        // Clients compute the end of an occurrence from the master's DTEND, some by the clock and some by elapsed time.
        bool Differs(Workshop own, int number) => ToFacts(own) != shared
            || !IsAt(recurrence, own, number)
            || own.Duration != recurrence.Duration
            || GetLocalLength(series.StartOf(own, zones), own.Duration) != length
            || IsAmbiguous(series.EndOf(own, zones));
    }

    private static Period GetLocalLength(ZonedDateTime start, Duration duration) =>
        Period.Between(start.LocalDateTime, (start + duration).LocalDateTime, PeriodUnits.Seconds);

    private bool IsAt(SeriesRecurrence recurrence, Workshop workshop, int number) =>
        ZoneOf(workshop) == recurrence.Zone && workshop.Start == recurrence.GetStart(number);

    /// <summary>The workshop of an occurrence; the first workshop if it has none.</summary>
    private Workshop FindWorkshop(SeriesRecurrence recurrence, int number) =>
        recurrence.Occurrences.FirstOrDefault(occurrence => occurrence.Number == number) is { } found
            && workshops.Find(workshop => string.Equals(workshop.Id, found.WorkshopId, StringComparison.OrdinalIgnoreCase)) is { } owner
            ? owner
            : workshops[0];

    private InvalidSeriesException Refuse(Workshop workshop, string reason)
    {
        var index = series.Workshops.ToList().FindIndex(other => other.Id == workshop.Id);
        return new([new(
            $"workshops[{index}].start",
            $"the series cannot be one recurring event, because {reason} (workshop {workshop.Id}); "
                + (series.Recurrence is null
                    ? "send one email per workshop"
                    : "undo the edit, or cancel this series and plan a new one with one email per workshop"))]);
    }

    private static int GetDays(Workshop before, Workshop after) => Period.DaysBetween(before.Start.Date, after.Start.Date);

    private static int GetCommonDivisor(int a, int b) => b == 0 ? a : GetCommonDivisor(b, a % b);
}
