using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>A workshop as Ical.Net's event, made fresh for each output: Ical.Net loses values that are set twice.</summary>
internal sealed class EventMapper(WorkshopSeries series, EventTexts eventTexts, CalendarTimeZones timeZones, IDateTimeZoneProvider zones)
{
    /// <summary>What a workshop's own event says of it.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">What the file asks for.</param>
    /// <param name="otherNames">Names of others to be told in the description.</param>
    public EventValues GetValues(Workshop workshop, IcsMethod method, IEnumerable<string> otherNames) =>
        GetValues(WorkshopUid.Create(series, workshop), workshop, eventTexts.GetSummary(workshop), eventTexts.GetDescription(workshop, withPasscode: method != IcsMethod.Publish, otherNames), eventTexts.GetLocation(workshop));

    /// <summary>What an occurrence of the series' recurring event says of its workshop.</summary>
    public EventValues GetOccurrenceValues(Workshop workshop, IEnumerable<string> otherNames) =>
        GetValues(WorkshopUid.Create(series), workshop, eventTexts.GetSummary(workshop), eventTexts.GetDescription(workshop, withPasscode: true, otherNames), eventTexts.GetLocation(workshop));

    /// <summary>What the master of the series' recurring event says.</summary>
    public EventValues GetMasterValues(Workshop first, IEnumerable<string> otherNames) =>
        GetValues(WorkshopUid.Create(series), first, eventTexts.GetSummary(series), eventTexts.GetDescription(series, otherNames), GetSharedLocation(first));

    /// <summary>The event.</summary>
    /// <param name="values">What it says.</param>
    /// <param name="method">What the file asks for.</param>
    /// <param name="at">DTSTAMP.</param>
    public CalendarEvent CreateEvent(EventValues values, IcsMethod method, Instant at)
    {
        var isCancelled = method == IcsMethod.Cancel || values.Status == WorkshopStatus.Cancelled;
        var made = new CalendarEvent
        {
            Uid = values.Uid,
            DtStamp = CalendarTimeZones.ToDtStamp(at),
            Sequence = values.Sequence,
            DtStart = timeZones.ToCalDateTime(values.Start),

            // DTEND, never DURATION: Proton refuses invitations with the latter.
            DtEnd = timeZones.ToCalDateTime(values.End),
            Summary = values.Summary,
            Description = values.Description,

            // RFC 5546, 3.2.5, and what Google and Outlook ask for: CANCEL and CANCELLED go together.
            Status = isCancelled ? EventStatus.Cancelled : values.Status == WorkshopStatus.Tentative ? EventStatus.Tentative : EventStatus.Confirmed,
            Transparency = isCancelled ? TransparencyType.Transparent : TransparencyType.Opaque,
        };
        if (values.Location.Length > 0)
        {
            made.Location = values.Location;
        }

        return made;
    }

    /// <summary>Lines that Ical.Net would spoil: it escapes commas and semicolons inside URIs and quotes lists as a whole.</summary>
    public IEnumerable<ContentLineWriter> CreateLinkLines(Workshop workshop)
    {
        if ((workshop.Meeting?.Url ?? series.Website) is { } url)
        {
            yield return ContentLineWriter.Create("URL", url.AbsoluteUri);
        }

        if (workshop.Meeting is { } meeting)
        {
            // RFC 7986, 5.11 and 6.3: FEATURE is a list, unquoted.
            yield return new("CONFERENCE", $";VALUE=URI;FEATURE=AUDIO,VIDEO{ContentLineWriter.Create("", "", ("LABEL", meeting.Platform)).ParametersAndValue}{meeting.Url.AbsoluteUri}");
        }
    }

    // One join link stands for all only where it is one.
    private string GetSharedLocation(Workshop first) =>
        series.Workshops.All(workshop => eventTexts.GetLocation(workshop) == eventTexts.GetLocation(first)) ? eventTexts.GetLocation(first) : first.Meeting?.Platform ?? "";

    private EventValues GetValues(string uid, Workshop workshop, string summary, string description, string location)
    {
        var start = series.StartOf(workshop, zones);
        return new(uid, workshop.Sequence, workshop.Status, start, start + workshop.Duration, summary, description, location);
    }
}
