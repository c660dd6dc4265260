using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>A file that shows events to anybody, written event by event: no more of it is in memory than a few events.</summary>
internal sealed class PublishedCalendarWriter(WorkshopSeries series, EventTexts eventTexts, CalendarTimeZones timeZones, IDateTimeZoneProvider zones)
{
    /// <summary>How often a feed's readers should look again, in iCalendar's notation.</summary>
    private const string RefreshInterval = "PT12H";

    // What is given to a stream at once.
    private const int ChunkBytes = 16 * 1024;

    private readonly EventMapper mapper = new(series, eventTexts, timeZones, zones);

    // Which properties an event has; their order is Ical.Net's and ours.
    private readonly Dictionary<(WorkshopStatus, string, bool, int), EventTemplate> templates = [];

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="at">DTSTAMP.</param>
    public void WriteTo(Stream stream, Instant at)
    {
        var output = new ByteBuffer(2 * ChunkBytes);
        output.Append(LineFolder.Fold(IcsWriter.CreateHeaderLines(IcsMethod.Publish, timeZones, CreateHeaderLines())));
        foreach (var workshop in series.Workshops)
        {
            WriteEvent(workshop, at, output);
            if (output.Length >= ChunkBytes)
            {
                stream.Write(output.Bytes, 0, output.Length);
                output.SetLength();
            }
        }

        output.Append(LineFolder.Fold([IcsWriter.EndLine]));
        stream.Write(output.Bytes, 0, output.Length);
    }

    private void WriteEvent(Workshop workshop, Instant at, ByteBuffer output)
    {
        var values = mapper.GetValues(workshop, IcsMethod.Publish, []);
        var links = mapper.CreateLinkLines(workshop).ToList();
        var shape = (workshop.Status, values.Start.Zone.Id, values.Location.Length > 0, links.Count);
        if (!templates.TryGetValue(shape, out var template))
        {
            // RFC 5546, 3.2.1: a published event has an ORGANIZER and no ATTENDEE.
            var lines = links.Append(AttendeePropertyWriter.WriteOrganizer(series.Organizer));
            templates[shape] = template = new(IcsWriter.CreateEventLines(mapper.CreateEvent(values, IcsMethod.Publish, at), lines));
        }

        template.Render(values, timeZones, links, output);
    }

    // RFC 7986, 5; the X- twins are what Outlook and Google read.
    private IEnumerable<ContentLineWriter> CreateHeaderLines()
    {
        var name = TextSanitizer.ToSingleLine(eventTexts.Localize(series.Title));
        yield return ContentLineWriter.CreateText("NAME", name);
        yield return ContentLineWriter.CreateText("X-WR-CALNAME", name);
        if (eventTexts.Localize(series.Description) is { Length: > 0 } description)
        {
            yield return ContentLineWriter.CreateText("DESCRIPTION", description);
            yield return ContentLineWriter.CreateText("X-WR-CALDESC", description);
        }

        if (series.Website is { } website)
        {
            yield return ContentLineWriter.Create("URL", website.AbsoluteUri);
        }

        yield return ContentLineWriter.Create("REFRESH-INTERVAL", RefreshInterval, ("VALUE", "DURATION"));
        yield return ContentLineWriter.Create("X-PUBLISHED-TTL", RefreshInterval);
    }
}
