using Better.Calendar.Workshops;
using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>A workshop as Ical.Net's event, made fresh for each output: Ical.Net loses values that are set twice.</summary>
internal sealed class EventMapping(WorkshopSeries series, EventText text, ZoneMapping times, IDateTimeZoneProvider zones)
{
    /// <summary>A workshop's own event.</summary>
    /// <param name="workshop">The workshop.</param>
    /// <param name="method">What the file asks for.</param>
    /// <param name="at">DTSTAMP.</param>
    /// <param name="fellows">Names of others to be told in the description.</param>
    public CalendarEvent Event(Workshop workshop, IcsMethod method, Instant at, IEnumerable<string> fellows) =>
        Made(WorkshopUid.Of(series, workshop), workshop, method, at, text.Summary(workshop), text.Description(workshop, withPasscode: method != IcsMethod.Publish, fellows), text.Location(workshop));

    /// <summary>A workshop as an occurrence of the series' recurring event.</summary>
    public CalendarEvent Occurrence(Workshop workshop, IcsMethod method, Instant at, IEnumerable<string> fellows) =>
        Made(WorkshopUid.Of(series), workshop, method, at, text.Summary(workshop), text.Description(workshop, withPasscode: true, fellows), text.Location(workshop));

    /// <summary>The master of the series' recurring event.</summary>
    public CalendarEvent Master(Workshop first, IcsMethod method, Instant at, IEnumerable<string> fellows) =>
        Made(WorkshopUid.Of(series), first, method, at, text.Summary(series), text.Description(series, fellows), SharedLocation(first));

    // One join link stands for all only where it is one.
    private string SharedLocation(Workshop first) =>
        series.Workshops.All(workshop => text.Location(workshop) == text.Location(first)) ? text.Location(first) : first.Meeting?.Platform ?? "";

    private CalendarEvent Made(string uid, Workshop workshop, IcsMethod method, Instant at, string summary, string description, string location)
    {
        var isCancelled = method == IcsMethod.Cancel || workshop.Status == WorkshopStatus.Cancelled;
        var made = new CalendarEvent
        {
            Uid = uid,
            DtStamp = ZoneMapping.Stamp(at),
            Sequence = workshop.Sequence,
            DtStart = times.Time(series.StartOf(workshop, zones)),

            // DTEND, never DURATION: Proton refuses invitations with the latter.
            DtEnd = times.Time(series.EndOf(workshop, zones)),
            Summary = summary,
            Description = description,

            // RFC 5546, 3.2.5, and what Google and Outlook ask for: CANCEL and CANCELLED go together.
            Status = isCancelled ? EventStatus.Cancelled : workshop.Status == WorkshopStatus.Tentative ? EventStatus.Tentative : EventStatus.Confirmed,
            Transparency = isCancelled ? TransparencyType.Transparent : TransparencyType.Opaque,
        };
        if (location.Length > 0)
        {
            made.Location = location;
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
}
