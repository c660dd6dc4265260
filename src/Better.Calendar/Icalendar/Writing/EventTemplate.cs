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
            var property = line.Placeholder is LinePlaceholder.Workshop or LinePlaceholder.Link
                ? WorkshopProperty.Own
                : line.Placeholder == LinePlaceholder.Alarm ? WorkshopProperty.Summary
                : GetWorkshopProperty(line.Name);
            if (property == WorkshopProperty.None)
            {
                shared.Add(line);
                continue;
            }

            // A workshop's own lines are rendered with their names. The other lines have no parameter but TZID, which has no colon.
            var parameters = line.ParametersAndValue;
            var head = parameters.Substring(0, parameters.IndexOf(':') + 1);
            var name = property == WorkshopProperty.Own ? "" : line.Name + head;
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
        Own,
    }

    /// <summary>Renders the event of a workshop.</summary>
    /// <param name="values">The values of the event.</param>
    /// <param name="timeZones">The time zones of the file.</param>
    /// <param name="ownLines">The lines that Ical.Net does not write, with the same names and in the same order as in the template.</param>
    /// <param name="output">The buffer that the event is appended to.</param>
    public void Render(EventValues values, CalendarTimeZones timeZones, IReadOnlyList<ContentLineWriter> ownLines, ByteBuffer output)
    {
        var own = 0;
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
                _ => ownLines[own++].ToString(),
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
        _ => WorkshopProperty.None,
    };
}
