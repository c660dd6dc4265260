using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>A file that shows events to anybody, written event by event: no more of it is in memory than a few events.</summary>
internal sealed class PublishedCalendar(WorkshopSeries series, EventText text, ZoneMapping times, IDateTimeZoneProvider zones)
{
    /// <summary>How often a feed's readers should look again, in iCalendar's notation.</summary>
    private const string RefreshInterval = "PT12H";

    // What is given to a stream at once.
    private const int Chunk = 16 * 1024;

    private readonly EventMapping mapping = new(series, text, times, zones);

    // Which properties an event has; their order is Ical.Net's and ours.
    private readonly Dictionary<(WorkshopStatus, string, bool, int), EventMaster> masters = [];

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="at">DTSTAMP.</param>
    public void WriteTo(Stream stream, Instant at)
    {
        var output = new OctetBuffer(2 * Chunk);
        output.Append(ContentLines.Fold(CalendarText.Head(IcsMethod.Publish, times, HeadLines())));
        foreach (var workshop in series.Workshops)
        {
            Print(workshop, at, output);
            if (output.Length >= Chunk)
            {
                stream.Write(output.Octets, 0, output.Length);
                output.Cut();
            }
        }

        output.Append(ContentLines.Fold([CalendarText.End]));
        stream.Write(output.Octets, 0, output.Length);
    }

    private void Print(Workshop workshop, Instant at, OctetBuffer output)
    {
        var values = mapping.Values(workshop, IcsMethod.Publish, []);
        var links = mapping.Links(workshop).ToList();
        var shape = (workshop.Status, values.Start.Zone.Id, values.Location.Length > 0, links.Count);
        if (!masters.TryGetValue(shape, out var master))
        {
            // RFC 5546, 3.2.1: a published event has an ORGANIZER and no ATTENDEE.
            var lines = links.Append(PeopleMapping.Organizer(series.Organizer));
            masters[shape] = master = new(CalendarText.Component(mapping.Event(values, IcsMethod.Publish, at), lines));
        }

        master.Print(values, times, links, output);
    }

    // RFC 7986, 5; the X- twins are what Outlook and Google read.
    private IEnumerable<ContentLine> HeadLines()
    {
        var name = PlainText.SingleLine(text.In(series.Title));
        yield return ContentLine.Text("NAME", name);
        yield return ContentLine.Text("X-WR-CALNAME", name);
        if (text.In(series.Description) is { Length: > 0 } description)
        {
            yield return ContentLine.Text("DESCRIPTION", description);
            yield return ContentLine.Text("X-WR-CALDESC", description);
        }

        if (series.Website is { } website)
        {
            yield return ContentLine.Plain("URL", website.AbsoluteUri);
        }

        yield return ContentLine.Plain("REFRESH-INTERVAL", RefreshInterval, ("VALUE", "DURATION"));
        yield return ContentLine.Plain("X-PUBLISHED-TTL", RefreshInterval);
    }
}
