using System.Globalization;
using System.Text;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>
/// A template of an event: Ical.Net writes it once, and rendering fills in the values of each workshop. It is for all events with the same
/// properties.
/// </summary>
internal sealed class EventTemplate
{
    private readonly List<(byte[] Shared, byte[] Name, WorkshopProperty Property)> segments = [];

    /// <summary>Creates a template from an event.</summary>
    /// <param name="eventLines">The lines of the event from BEGIN:VEVENT to END:VEVENT, unfolded.</param>
    public EventTemplate(IEnumerable<ContentLineWriter> eventLines)
    {
        var shared = new List<ContentLineWriter>();
        foreach (var line in eventLines)
        {
            var property = GetWorkshopProperty(line.Name);
            if (property == WorkshopProperty.None)
            {
                shared.Add(line);
                continue;
            }

            // Link lines are rendered with their names. The other lines have no parameter but TZID, which has no colon.
            var (parameters, link) = (line.ParametersAndValue, property == WorkshopProperty.Link);
            var head = parameters.Substring(0, parameters.IndexOf(':') + 1);
            var name = link ? "" : line.Name + head;
            segments.Add((LineFolder.Fold(shared), Encoding.UTF8.GetBytes(name), property));
            shared.Clear();
        }

        segments.Add((LineFolder.Fold(shared), [], WorkshopProperty.None));
    }

    /// <summary>The properties of an event that differ between workshops.</summary>
    private enum WorkshopProperty
    {
        None,
        Uid,
        Sequence,
        Start,
        End,
        Summary,
        Description,
        Location,
        Link,
    }

    /// <summary>Renders the event of a workshop.</summary>
    /// <param name="values">The values of the event.</param>
    /// <param name="timeZones">The time zones of the file.</param>
    /// <param name="linkLines">The lines that Ical.Net does not write; as many as the event of the template has.</param>
    /// <param name="output">The buffer that the event is appended to.</param>
    public void Render(EventValues values, CalendarTimeZones timeZones, IReadOnlyList<ContentLineWriter> linkLines, ByteBuffer output)
    {
        var link = 0;
        foreach (var (shared, name, property) in segments)
        {
            output.Append(shared);
            if (property == WorkshopProperty.None)
            {
                return;
            }

            var start = output.Length;
            output.Append(name);
            output.Append(property switch
            {
                WorkshopProperty.Uid => values.Uid,
                WorkshopProperty.Sequence => values.Sequence.ToString(CultureInfo.InvariantCulture),
                WorkshopProperty.Start => timeZones.FormatValue(values.Start),
                WorkshopProperty.End => timeZones.FormatValue(values.End),
                WorkshopProperty.Summary => ContentLineWriter.EscapeText(values.Summary),
                WorkshopProperty.Description => ContentLineWriter.EscapeText(values.Description),
                WorkshopProperty.Location => ContentLineWriter.EscapeText(values.Location),
                _ => linkLines[link++].ToString(),
            });
            LineFolder.FoldInPlace(start, output);
        }
    }

    private static WorkshopProperty GetWorkshopProperty(string name) => name switch
    {
        "UID" => WorkshopProperty.Uid,
        "SEQUENCE" => WorkshopProperty.Sequence,
        "DTSTART" => WorkshopProperty.Start,
        "DTEND" => WorkshopProperty.End,
        "SUMMARY" => WorkshopProperty.Summary,
        "DESCRIPTION" => WorkshopProperty.Description,
        "LOCATION" => WorkshopProperty.Location,
        "URL" or "CONFERENCE" or "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK" => WorkshopProperty.Link,
        _ => WorkshopProperty.None,
    };
}
