using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Maps workshops to Ical.Net events. Each output has new events, because Ical.Net loses values that are set twice.</summary>
internal sealed class EventMapper(WorkshopSeries series, EventTexts eventTexts, CalendarTimeZones timeZones, IDateTimeZoneProvider zones)
{
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

    /// <summary>The values of the master of the recurring event.</summary>
    public EventValues GetMasterValues(Workshop first, IEnumerable<string> otherNames) =>
        GetValues(
            WorkshopUid.Create(series),
            first,
            eventTexts.GetSummary(series),
            eventTexts.GetDescription(series, otherNames),
            GetSharedLocation(first));

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
            Transparency = isCancelled ? TransparencyType.Transparent : TransparencyType.Opaque,
        };
        if (values.Location.Length > 0)
        {
            calendarEvent.Location = values.Location;
        }

        return calendarEvent;
    }

    /// <summary>
    /// The lines with URIs. Ical.Net does not write them, because it escapes commas and semicolons in URIs and quotes a list as a whole.
    /// </summary>
    public IEnumerable<ContentLineWriter> CreateLinkLines(Workshop workshop)
    {
        if ((workshop.Meeting?.Url ?? series.Website) is { } url)
        {
            yield return ContentLineWriter.Create("URL", url.AbsoluteUri);
        }

        if (workshop.Meeting is { } meeting)
        {
            // RFC 7986, 5.11 and 6.3: FEATURE is a list without quotes.
            var label = ContentLineWriter.Create("", "", ("LABEL", meeting.Platform)).ParametersAndValue;
            yield return new("CONFERENCE", $";VALUE=URI;FEATURE=AUDIO,VIDEO{label}{meeting.Url.AbsoluteUri}");
        }
    }

    // The location of the master; the platform name when the workshops have different locations.
    private string GetSharedLocation(Workshop first) =>
        series.Workshops.All(workshop => eventTexts.GetLocation(workshop) == eventTexts.GetLocation(first))
            ? eventTexts.GetLocation(first)
            : first.Meeting?.Platform ?? "";

    private EventValues GetValues(string uid, Workshop workshop, string summary, string description, string location)
    {
        var start = series.StartOf(workshop, zones);
        return new(uid, workshop.Sequence, workshop.Status, start, start + workshop.Duration, summary, description, location);
    }
}
