using Better.Calendar.Workshops;
using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>A workshop as Ical.Net's event, made fresh for each output: Ical.Net loses values that are set twice.</summary>
internal sealed class EventMapping(WorkshopSeries series, EventText text, ZoneMapping times, IDateTimeZoneProvider zones)
{
    /// <summary>What a workshop's own event says of it.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">What the file asks for.</param>
    /// <param name="fellows">Names of others to be told in the description.</param>
    public EventValues Values(Workshop workshop, IcsMethod method, IEnumerable<string> fellows) =>
        Values(WorkshopUid.Of(series, workshop), workshop, text.Summary(workshop), text.Description(workshop, withPasscode: method != IcsMethod.Publish, fellows), text.Location(workshop));

    /// <summary>What an occurrence of the series' recurring event says of its workshop.</summary>
    public EventValues Occurrence(Workshop workshop, IEnumerable<string> fellows) =>
        Values(WorkshopUid.Of(series), workshop, text.Summary(workshop), text.Description(workshop, withPasscode: true, fellows), text.Location(workshop));

    /// <summary>What the master of the series' recurring event says.</summary>
    public EventValues Master(Workshop first, IEnumerable<string> fellows) =>
        Values(WorkshopUid.Of(series), first, text.Summary(series), text.Description(series, fellows), SharedLocation(first));

    /// <summary>The event.</summary>
    /// <param name="values">What it says.</param>
    /// <param name="method">What the file asks for.</param>
    /// <param name="at">DTSTAMP.</param>
    public CalendarEvent Event(EventValues values, IcsMethod method, Instant at)
    {
        var isCancelled = method == IcsMethod.Cancel || values.Status == WorkshopStatus.Cancelled;
        var made = new CalendarEvent
        {
            Uid = values.Uid,
            DtStamp = ZoneMapping.Stamp(at),
            Sequence = values.Sequence,
            DtStart = times.Time(values.Start),

            // DTEND, never DURATION: Proton refuses invitations with the latter.
            DtEnd = times.Time(values.End),
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
    public IEnumerable<ContentLine> Links(Workshop workshop)
    {
        if ((workshop.Meeting?.Url ?? series.Website) is { } url)
        {
            yield return ContentLine.Plain("URL", url.AbsoluteUri);
        }

        if (workshop.Meeting is { } meeting)
        {
            // RFC 7986, 5.11 and 6.3: FEATURE is a list, unquoted.
            yield return new("CONFERENCE", $";VALUE=URI;FEATURE=AUDIO,VIDEO{ContentLine.Plain("", "", ("LABEL", meeting.Platform)).Rest}{meeting.Url.AbsoluteUri}");
        }
    }

    // One join link stands for all only where it is one.
    private string SharedLocation(Workshop first) =>
        series.Workshops.All(workshop => text.Location(workshop) == text.Location(first)) ? text.Location(first) : first.Meeting?.Platform ?? "";

    private EventValues Values(string uid, Workshop workshop, string summary, string description, string location)
    {
        var start = series.StartOf(workshop, zones);
        return new(uid, workshop.Sequence, workshop.Status, start, start + workshop.Duration, summary, description, location);
    }
}
