using System.Globalization;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Writes a published calendar event by event, so that only a few events are in memory at once.</summary>
/// <param name="series">The series, with the workshops to write.</param>
/// <param name="eventTexts">The texts of the events.</param>
/// <param name="timeZones">The time zones of the file.</param>
/// <param name="zones">The source of time zones.</param>
/// <param name="subscriber">Whose personal feed it is; null: anybody may read it.</param>
/// <param name="alarmMinutes">How many minutes before its start each workshop has an alarm; null: none.</param>
internal sealed class PublishedCalendarWriter(
    WorkshopSeries series,
    EventTexts eventTexts,
    CalendarTimeZones timeZones,
    IDateTimeZoneProvider zones,
    Participant? subscriber = null,
    int? alarmMinutes = null)
{
    /// <summary>How often subscribers of a feed should refresh it, as an iCalendar duration.</summary>
    private const string RefreshInterval = "PT12H";

    // The approximate size of a chunk.
    private const int ChunkBytes = 16 * 1024;

    private readonly EventMapper mapper = new(series, eventTexts, timeZones, zones) { Subscriber = subscriber };

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
            templates[propertySet] = template = new(IcsWriter.AddComponent(
                IcsWriter.CreateEventLines(mapper.CreateEvent(values, IcsMethod.Publish, at), lines),
                CreateAlarmLines(workshop.Status)));
        }

        template.Render(values, timeZones, ownLines, output);
    }

    // RFC 5545, 3.6.6. Nobody is reminded of what does not take place.
    private IEnumerable<ContentLineWriter> CreateAlarmLines(WorkshopStatus status) =>
        alarmMinutes is not { } minutes || status == WorkshopStatus.Cancelled
            ? []
            : [
                ContentLineWriter.Create("BEGIN", "VALARM"),
                ContentLineWriter.Create("ACTION", "DISPLAY"),
                ContentLineWriter.Create("DESCRIPTION", "") with { Placeholder = LinePlaceholder.Alarm },
                ContentLineWriter.Create("TRIGGER", string.Format(CultureInfo.InvariantCulture, "-PT{0}M", minutes)),
                ContentLineWriter.Create("END", "VALARM"),
            ];

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
