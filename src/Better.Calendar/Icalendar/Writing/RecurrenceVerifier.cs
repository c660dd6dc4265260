using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>
/// Reads a recurring event back as a calendar does, before it leaves: it expands the rule and compares the occurrences with the workshops.
/// </summary>
internal static class RecurrenceVerifier
{
    /// <summary>How many days of a rule are looked at: more than any series has.</summary>
    private const int MaxDays = 100_000;

    /// <summary>Throws if a calendar would show other occurrences than these.</summary>
    /// <param name="lines">The file, with one recurring event.</param>
    /// <param name="expected">The start and the end of each workshop.</param>
    /// <exception cref="InvalidOperationException">An override is not about an occurrence of the rule, or an occurrence is at another
    /// time.</exception>
    public static void Verify(CalendarLines lines, IEnumerable<(Instant Start, Instant End)> expected)
    {
        // The description and the location of a template are not content lines yet.
        var readable = lines with
        {
            Lines = [.. lines.Lines.Where(
                static line => line.Placeholder is not LinePlaceholder.Description and not LinePlaceholder.Location)],
        };
        var calendar = IcsParser.Parse(readable.ToFile().Bytes.ToArray())["VCALENDAR"]!;
        var zones = ReadZones(lines);
        var events = calendar.Components.Where(static component => component.Name == "VEVENT").ToList();
        var master = events.Find(static component => component["RRULE"] is not null)!;
        var rule = RecurrenceRule.Parse(master["RRULE"]!.Value);
        var (start, end) = (DateTimeValue.FromLine(master["DTSTART"])!, DateTimeValue.FromLine(master["DTEND"])!);
        var (elapsed, length) = (
            ToInstant(end, zones) - ToInstant(start, zones),
            Period.Between(start.LocalDateTime, end.LocalDateTime, PeriodUnits.Seconds));
        var budget = MaxDays;
        var occurrences = new RecurrenceOccurrences(rule!, start.LocalDateTime).FindTimes(MaxDays, ref budget).ToDictionary(
            static time => time,
            time => (
                Start: ToInstant(start with { LocalDateTime = time }, zones),
                End: ToInstant(start with { LocalDateTime = time }, zones) + elapsed,
                EndByClock: ToInstant(end with { LocalDateTime = time + length }, zones)));
        foreach (var excluded in master.Lines.Where(static line => line.Name == "EXDATE").Select(DateTimeValue.FromLine))
        {
            Require(occurrences.Remove(excluded!.LocalDateTime), excluded.Line, "is not an occurrence of the rule");
        }

        foreach (var changed in events.Where(component => component != master))
        {
            var id = DateTimeValue.FromLine(changed["RECURRENCE-ID"])!;
            Require(
                occurrences.ContainsKey(id.LocalDateTime) && id.ZoneId == start.ZoneId && id.IsUtc == start.IsUtc,
                id.Line,
                "is not an occurrence of the rule");
            var ownEnd = ToInstant(DateTimeValue.FromLine(changed["DTEND"])!, zones);
            occurrences[id.LocalDateTime] = (ToInstant(DateTimeValue.FromLine(changed["DTSTART"])!, zones), ownEnd, ownEnd);
        }

        var read = occurrences.Values.OrderBy(static time => time.Start).ToList();
        Require(
            read.TrueForAll(static time => time.End == time.EndByClock),
            master["DTEND"]!,
            "is read as another end by elapsed time than by the clock");
        Require(
            read.Select(static time => (time.Start, time.End)).SequenceEqual(expected.OrderBy(static time => time.Start)),
            master["RRULE"]!,
            "makes other times than those of the workshops");
    }

    /// <summary>The VTIMEZONEs of the file, read by the code that shares nothing with the one that writes them.</summary>
    private static Dictionary<string, VTimeZone> ReadZones(CalendarLines lines)
    {
        var text = lines.Lines.Select(static line => line.ToString()).ToList();
        var zones = new Dictionary<string, VTimeZone>(StringComparer.Ordinal);
        for (var at = text.IndexOf("BEGIN:VTIMEZONE"); at >= 0; at = text.IndexOf("BEGIN:VTIMEZONE", at + 1))
        {
            var zone = VTimeZone.Parse(text.GetRange(at, text.IndexOf("END:VTIMEZONE", at) + 1 - at));
            zones[zone.TzId] = zone;
        }

        return zones;
    }

    private static Instant ToInstant(DateTimeValue time, Dictionary<string, VTimeZone> zones)
    {
        if (time.IsUtc)
        {
            return time.LocalDateTime.InUtc().ToInstant();
        }

        var offset = zones[time.ZoneId!].GetUtcOffset(time.LocalDateTime);
        return offset is { } found
            ? time.LocalDateTime.WithOffset(found).ToInstant()
            : throw new InvalidOperationException($"The VTIMEZONE of the recurring event has no offset for {time.Line}.");
    }

    private static void Require(bool isTrue, ContentLine line, string problem)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"The recurring event is not written, because {line} {problem}.");
        }
    }
}
