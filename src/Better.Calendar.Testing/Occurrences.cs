using System.Globalization;
using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>Expands what a calendar stores to the events that its owner sees (RFC 5545, 3.8.5).</summary>
internal static class Occurrences
{
    /// <summary>At most so many occurrences of one event are shown, whatever its rule.</summary>
    private const int MaxCount = 1000;

    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>The events of one stored object, without excluded occurrences, each override in the place of its occurrence.</summary>
    public static IEnumerable<SimulatedEvent> Expand(CalendarObject stored)
    {
        var main = stored.Main;
        if (main.RecurrenceId is null && main.RecurrenceRule is null && main.AddedDates.Count == 0)
        {
            return stored.Components.Select(one => Create(stored, one, one.RecurrenceId)).OfType<SimulatedEvent>();
        }

        var overrides = stored.Components.Where(static one => one.RecurrenceId is not null).ToList();
        var plain = main.RecurrenceId is null && main.Start is { } start
            ? GetStarts(main)
                .Where(occurrence => !overrides.Exists(one => one.RecurrenceId == occurrence))
                .Select(occurrence => Create(stored, main, occurrence, occurrence - start.ToInstant()))
            : [];
        return plain.Concat(overrides.Select(one => Create(stored, one, one.RecurrenceId))).OfType<SimulatedEvent>();
    }

    /// <summary>The starts of a master's occurrences by its rule, without the excluded ones.</summary>
    public static IEnumerable<Instant> GetStarts(EventComponent master) =>
        master.Start is not { } start ? []
            : GetStarts(start, master.RecurrenceRule).Concat(master.AddedDates).Distinct()
                .Where(occurrence => !master.ExcludedDates.Contains(occurrence));

    // Daily, weekly (also on several days), monthly and yearly rules; other parts of a rule are not obeyed.
    private static IEnumerable<Instant> GetStarts(ZonedDateTime first, string? rule)
    {
        var parts = (rule ?? "COUNT=1").ToUpperInvariant().Split(';').Select(static part => part.Split('='))
            .Where(static part => part.Length == 2)
            .GroupBy(static part => part[0])
            .ToDictionary(static part => part.Key, static part => part.First()[1]);
        var interval = Math.Max(1, GetNumber(parts, "INTERVAL", 1));
        var count = Math.Min(GetNumber(parts, "COUNT", MaxCount), MaxCount);
        var until = parts.TryGetValue("UNTIL", out var last)
            ? (last.EndsWith("Z", StringComparison.Ordinal) ? IcsTime.Parse(last, null) : IcsTime.Parse(last, first.Zone.Id))?.ToInstant()
            : null;
        var frequency = parts.TryGetValue("FREQ", out var name) ? name : "DAILY";
        var days = parts.TryGetValue("BYDAY", out var list) && frequency == "WEEKLY"
            ? list.Split(',').Select(static day => Array.IndexOf(Days, day)).Where(static day => day >= 0).OrderBy(static day => day)
                .ToList()
            : [];

        return Enumerable.Range(0, MaxCount)
            .SelectMany(step => GetDates(first.LocalDateTime, frequency, step * interval, days))
            .Where(local => local >= first.LocalDateTime)
            .Select(local => local.InZoneLeniently(first.Zone).ToInstant())
            .TakeWhile(occurrence => until is null || occurrence <= until)
            .Take(count);
    }

    private static IEnumerable<LocalDateTime> GetDates(LocalDateTime first, string frequency, int step, List<int> days) => frequency switch
    {
        "WEEKLY" when days.Count > 0 => days.Select(day => first.PlusDays((7 * step) + day + 1 - (int)first.DayOfWeek)),
        "WEEKLY" => [first.PlusWeeks(step)],
        "MONTHLY" => [first.PlusMonths(step)],
        "YEARLY" => [first.PlusYears(step)],
        _ => [first.PlusDays(step)],
    };

    private static int GetNumber(Dictionary<string, string> parts, string name, int otherwise) =>
        parts.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private static SimulatedEvent? Create(CalendarObject stored, EventComponent component, Instant? occurrence, Duration shift = default)
    {
        if (component.Start is not { } first)
        {
            return null;
        }

        // DTSTART - DTEND is the same for all occurrences as elapsed time; local times follow the clock (RFC 5545, 3.8.5.3).
        var start = first.ToInstant() + shift;
        return new()
        {
            Uid = stored.Uid,
            RecurrenceId = occurrence,
            Start = start,
            End = start + ((component.End ?? first).ToInstant() - first.ToInstant()),
            Title = component.Title,
            Location = component.Location,
            Description = component.Description,
            Status = component.Status,
            Response = component.Response,
            Sequence = component.Sequence,
        };
    }
}
