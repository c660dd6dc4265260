using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The whole series as one recurring event.</summary>
internal sealed partial class EmailCalendarBuilder
{
    /// <summary>
    /// Builds the calendar of the whole series: the master with the rule and the dates that are left out, and an override for each workshop
    /// that differs from the master.
    /// </summary>
    /// <param name="method">The METHOD.</param>
    /// <param name="at">DTSTAMP.</param>
    /// <param name="sequence">The SEQUENCE; null means that of the series.</param>
    /// <param name="responses">The workshops to which the recipient's response is another one, each with it.</param>
    /// <exception cref="InvalidSeriesException">The workshops do not follow a regular pattern.</exception>
    public CalendarLines BuildSeries(
        IcsMethod method,
        Instant at,
        int? sequence = null,
        IReadOnlyDictionary<string, ParticipationStatus?>? responses = null)
    {
        var recurrence = RecurrenceBuilder.Build(series, zones);
        var taking = series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        var zone = zones[recurrence.Zone];
        var starts = Enumerable.Range(0, recurrence.Count).Select(number => zone.AtStrictly(recurrence.GetStart(number))).ToList();

        // Several observances, where the law changes: a rule is right only if all its occurrences have the right offset.
        var written = taking.Select(GetWrittenTimes).ToList();
        var times = new CalendarTimeZones(
            [.. starts, starts[0] + recurrence.Duration, .. written.SelectMany(static time => new[] { time.Start, time.End })],
            VTimeZoneProfile.RecurringEvent,
            ZoneOptions);
        var mapper = CreateMapper(times);
        var others = GetOtherParticipants(null);
        var used = sequence ?? recurrence.Sequence;
        var shared = RecurrenceBuilder.FindShared(taking);
        var masterValues = mapper.GetMasterValues(starts[0], starts[0] + recurrence.Duration, shared, taking, GetNames(others)) with
        {
            Sequence = used,
        };
        var owners = recurrence.Occurrences
            .Select(occurrence => (Occurrence: occurrence, Index: taking.FindIndex(workshop =>
                string.Equals(workshop.Id, occurrence.WorkshopId, StringComparison.OrdinalIgnoreCase))))
            .Where(static owner => owner.Index >= 0)
            .ToList();

        // RFC 5546, 3.2.5: a CANCEL of the whole series needs only the master.
        var isCancel = method == IcsMethod.Cancel;
        var master = (mapper.CreateEvent(masterValues, method, at), CreateSchedulingLines(method, others, Response)
            .Append(ContentLineWriter.Create("RRULE", recurrence.RRule))
            .Concat(isCancel
                ? []
                : starts.Where((_, number) => !owners.Exists(owner => owner.Occurrence.Number == number))
                    .Select(start => times.CreateOccurrenceLine("EXDATE", start)))
            .Concat(shared is null ? mapper.CreateMasterLines(method) : mapper.CreateWorkshopLines(shared, method))
            .Concat(Description(masterValues))
            .Concat(shared is null ? [] : Location(shared)));
        var overridden = owners.Where(owner =>
            owner.Occurrence.IsOverridden || responses?.ContainsKey(taking[owner.Index].Id) == true);
        var overrides = isCancel ? [] : overridden.Select(owner =>
        {
            var workshop = taking[owner.Index];
            var response = responses?.TryGetValue(workshop.Id, out var own) == true ? own : Response;
            var (start, end) = written[owner.Index];
            var values = mapper.GetOccurrenceValues(workshop, GetNames(others)) with { Sequence = used, Start = start, End = end };
            return (
                mapper.CreateEvent(values, method, at),
                mapper.CreateWorkshopLines(workshop, method)
                    .Concat(CreateSchedulingLines(method, others, response))
                    .Append(times.CreateOccurrenceLine("RECURRENCE-ID", starts[owner.Occurrence.Number]))
                    .Concat(Description(values))
                    .Concat(Location(workshop)));
        });
        var lines = IcsWriter.Lines(method, times, overrides.Prepend(master));
        if (!isCancel)
        {
            RecurrenceVerifier.Verify(lines, written.Select(static time => (time.Start.ToInstant(), time.End.ToInstant())));
        }

        return lines;
    }

    /// <summary>
    /// The start and the end of a workshop as they are written: in UTC if the local time of one of them comes twice, because clients do not
    /// agree which of the two it means.
    /// </summary>
    private (ZonedDateTime Start, ZonedDateTime End) GetWrittenTimes(Workshop workshop)
    {
        var (start, end) = (series.StartOf(workshop, zones), series.EndOf(workshop, zones));
        return RecurrenceBuilder.IsAmbiguous(start) || RecurrenceBuilder.IsAmbiguous(end)
            ? (start.WithZone(DateTimeZone.Utc), end.WithZone(DateTimeZone.Utc))
            : (start, end);
    }
}
