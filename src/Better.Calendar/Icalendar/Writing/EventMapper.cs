using Better.Calendar.Model;
using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Maps workshops to Ical.Net events. Each output has new events, because Ical.Net loses values that are set twice.</summary>
internal sealed class EventMapper(WorkshopSeries series, EventTexts eventTexts, CalendarTimeZones timeZones, IDateTimeZoneProvider zones)
{
    /// <summary>Whether Outlook for the desktop shows a button that opens the join link.</summary>
    public bool ShowsOutlookJoinButton { get; init; }

    /// <summary>The values of the event of one workshop.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">The METHOD of the file.</param>
    /// <param name="otherNames">Names of other participants for the description.</param>
    public EventValues GetValues(Workshop workshop, IcsMethod method, IEnumerable<string> otherNames) =>
        GetValues(
            WorkshopUid.Create(series, workshop),
            workshop,
            eventTexts.GetSummary(workshop),
            eventTexts.GetDescription(workshop, withPasscode: method != IcsMethod.Publish, otherNames),
            eventTexts.GetLocation(workshop));

    /// <summary>The values of one occurrence of the recurring event.</summary>
    public EventValues GetOccurrenceValues(Workshop workshop, IEnumerable<string> otherNames) =>
        GetValues(
            WorkshopUid.Create(series),
            workshop,
            eventTexts.GetSummary(workshop),
            eventTexts.GetDescription(workshop, withPasscode: true, otherNames),
            eventTexts.GetLocation(workshop));

    /// <summary>The values of the master of the recurring event, without its SEQUENCE.</summary>
    /// <param name="start">The start of the first occurrence.</param>
    /// <param name="end">The end of the first occurrence.</param>
    /// <param name="shared">The workshop whose facts most occurrences share; null if they differ.</param>
    /// <param name="workshops">The workshops that take place.</param>
    /// <param name="otherNames">Names of other participants for the description.</param>
    public EventValues GetMasterValues(
        ZonedDateTime start,
        ZonedDateTime end,
        Workshop? shared,
        IReadOnlyList<Workshop> workshops,
        IEnumerable<string> otherNames) =>
        new(
            WorkshopUid.Create(series),
            0,
            shared?.Status ?? WorkshopStatus.Confirmed,
            start,
            end,
            shared is null ? eventTexts.GetSummary(series) : eventTexts.GetSummary(shared),
            shared is null ? eventTexts.GetDescription(series, otherNames) : eventTexts.GetSharedDescription(shared, otherNames),
            shared is null ? GetSharedLocation(workshops) : eventTexts.GetLocation(shared));

    /// <summary>Creates the event.</summary>
    /// <param name="values">The values of the event.</param>
    /// <param name="method">The METHOD of the file.</param>
    /// <param name="at">DTSTAMP.</param>
    public CalendarEvent CreateEvent(EventValues values, IcsMethod method, Instant at)
    {
        var isCancelled = method == IcsMethod.Cancel || values.Status == WorkshopStatus.Cancelled;
        var calendarEvent = new CalendarEvent
        {
            Uid = values.Uid,
            DtStamp = CalendarTimeZones.ToDtStamp(at),

            // SOGo and KDE compare this of two emails with one SEQUENCE, and ignore an update without it.
            LastModified = CalendarTimeZones.ToDtStamp(at),
            Sequence = values.Sequence,
            DtStart = timeZones.ToCalDateTime(values.Start),

            // DTEND, never DURATION: Proton rejects invitations with DURATION.
            DtEnd = timeZones.ToCalDateTime(values.End),
            Summary = values.Summary,
            Description = values.Description,

            // RFC 5546, 3.2.5, and required by Google and Outlook: METHOD:CANCEL has STATUS:CANCELLED.
            Status = isCancelled
                ? EventStatus.Cancelled
                : values.Status == WorkshopStatus.Tentative
                ? EventStatus.Tentative
                : EventStatus.Confirmed,
        };
        if (isCancelled)
        {
            // A cancelled event takes no time. Any other is OPAQUE, the default of RFC 5545, 3.8.2.7, which is not written: Cyrus 3.6
            // stores TRANSP twice when it merges an update, and then refuses every response to it.
            calendarEvent.Transparency = TransparencyType.Transparent;
        }

        if (values.Location.Length > 0)
        {
            calendarEvent.Location = values.Location;
        }

        return calendarEvent;
    }

    /// <summary>
    /// The lines with URIs. Ical.Net does not write them, because it escapes commas and semicolons in URIs and quotes a list as a whole.
    /// </summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">The METHOD of the file.</param>
    public IEnumerable<ContentLineWriter> CreateLinkLines(Workshop workshop, IcsMethod method)
    {
        if ((workshop.Meeting?.Url ?? series.Website) is { } url)
        {
            yield return ContentLineWriter.Create("URL", LinkFormatter.Format(url));
        }

        if (workshop.Meeting is { } meeting)
        {
            // RFC 7986, 5.11 and 6.3: FEATURE is a list without quotes.
            var label = ContentLineWriter.Create("", "", ("LABEL", meeting.Platform)).ParametersAndValue;
            yield return new("CONFERENCE", $";VALUE=URI;FEATURE=AUDIO,VIDEO{label}{LinkFormatter.Format(meeting.Url)}");

            // Join buttons of Microsoft's clients, for the meetings of any vendor. Nobody joins what is cancelled.
            if (method != IcsMethod.Cancel && workshop.Status != WorkshopStatus.Cancelled)
            {
                // [MS-ASCAL] 2.2.2.34: Teams and Outlook on the web.
                yield return ContentLineWriter.Create("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", LinkFormatter.Format(meeting.Url));
                if (ShowsOutlookJoinButton)
                {
                    yield return ContentLineWriter.Create("X-MICROSOFT-SKYPETEAMSMEETINGURL", LinkFormatter.Format(meeting.Url));
                }
            }
        }
    }

    // The location of the master; the platform name when the workshops have different locations.
    private string GetSharedLocation(IReadOnlyList<Workshop> workshops) =>
        workshops.Select(eventTexts.GetLocation).Distinct().Take(2).ToList() is { Count: 1 } same
            ? same[0]
            : workshops.Count > 0 ? workshops[0].Meeting?.Platform ?? "" : "";

    private EventValues GetValues(string uid, Workshop workshop, string summary, string description, string location)
    {
        var start = series.StartOf(workshop, zones);
        return new(uid, workshop.Sequence, workshop.Status, start, start + workshop.Duration, summary, description, location);
    }
}
