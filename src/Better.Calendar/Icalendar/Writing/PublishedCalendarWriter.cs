using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Writes a published calendar event by event, so that only a few events are in memory at once.</summary>
internal sealed class PublishedCalendarWriter(
    WorkshopSeries series,
    EventTexts eventTexts,
    CalendarTimeZones timeZones,
    IDateTimeZoneProvider zones)
{
    /// <summary>How often subscribers of a feed should refresh it, as an iCalendar duration.</summary>
    private const string RefreshInterval = "PT12H";

    // The approximate size of a chunk.
    private const int ChunkBytes = 16 * 1024;

    private readonly EventMapper mapper = new(series, eventTexts, timeZones, zones);

    // One template for each set of properties that an event can have.
    private readonly Dictionary<(WorkshopStatus, string, bool, string), EventTemplate> templates = [];

    /// <summary>Renders the file in chunks, each of them valid until the next one is asked for.</summary>
    /// <param name="at">DTSTAMP.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Render(Instant at)
    {
        var output = new ByteBuffer(2 * ChunkBytes);
        output.Append(LineFolder.Fold(IcsWriter.CreateHeaderLines(IcsMethod.Publish, timeZones, CreateHeaderLines())));
        foreach (var workshop in series.Workshops)
        {
            WriteEvent(workshop, at, output);
            if (output.Length >= ChunkBytes)
            {
                yield return output.WrittenMemory;
                output.SetLength();
            }
        }

        output.Append(LineFolder.Fold([IcsWriter.EndLine]));
        yield return output.WrittenMemory;
    }

    private void WriteEvent(Workshop workshop, Instant at, ByteBuffer output)
    {
        var values = mapper.GetValues(workshop, IcsMethod.Publish, []);
        var ownLines = mapper.CreateWorkshopLines(workshop, IcsMethod.Publish).ToList();
        var names = string.Join(" ", ownLines.Select(static line => line.Name));
        var propertySet = (workshop.Status, values.Start.Zone.Id, values.Location.Length > 0, names);
        if (!templates.TryGetValue(propertySet, out var template))
        {
            // RFC 5546, 3.2.1: a published event has an ORGANIZER and no ATTENDEE.
            var lines = ownLines.Append(AttendeePropertyWriter.WriteOrganizer(series.Organizer));
            templates[propertySet] = template = new(IcsWriter.CreateEventLines(mapper.CreateEvent(values, IcsMethod.Publish, at), lines));
        }

        template.Render(values, timeZones, ownLines, output);
    }

    // RFC 7986, 5; Outlook and Google read the X- properties with the same values.
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
            yield return ContentLineWriter.Create("URL", LinkFormatter.Format(website));
        }

        if (series.Image is { } image)
        {
            yield return ContentLineWriter.Create("IMAGE", LinkFormatter.Format(image), ("VALUE", "URI"));
        }

        if (series.Color is { } color)
        {
            yield return ContentLineWriter.Create("COLOR", color);
        }

        yield return ContentLineWriter.Create("REFRESH-INTERVAL", RefreshInterval, ("VALUE", "DURATION"));
        yield return ContentLineWriter.Create("X-PUBLISHED-TTL", RefreshInterval);
    }
}
