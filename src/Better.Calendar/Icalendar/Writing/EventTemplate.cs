using System.Globalization;
using System.Text;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>An event written once by Ical.Net; printing fills in what each workshop has of its own. It serves all events of the same properties.</summary>
internal sealed class EventTemplate
{
    private readonly List<(byte[] Shared, byte[] Name, WorkshopProperty Own)> segments = [];

    /// <summary>Makes a master of an event.</summary>
    /// <param name="eventLines">Its lines from BEGIN:VEVENT to END:VEVENT, unfolded.</param>
    public EventTemplate(IEnumerable<string> eventLines)
    {
        var shared = new List<string>();
        foreach (var line in eventLines)
        {
            var own = GetWorkshopProperty(ContentLineWriter.Parse(line).Name);
            if (own == WorkshopProperty.None)
            {
                shared.Add(line);
                continue;
            }

            // Those that we write ourselves come with their names; TZID, the only parameter of the others, has no colon.
            var name = own == WorkshopProperty.Link ? "" : line.Substring(0, line.IndexOf(':') + 1);
            segments.Add((LineFolder.Fold(shared), Encoding.UTF8.GetBytes(name), own));
            shared.Clear();
        }

        segments.Add((LineFolder.Fold(shared), [], WorkshopProperty.None));
    }

    /// <summary>What in an event is its workshop's own.</summary>
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

    /// <summary>Prints a workshop's event.</summary>
    /// <param name="values">What it says.</param>
    /// <param name="timeZones">How its times are written.</param>
    /// <param name="linkLines">Its lines that Ical.Net does not write; as many as the master's event had.</param>
    /// <param name="output">Where it is written behind what stands there.</param>
    public void Render(EventValues values, CalendarTimeZones timeZones, IReadOnlyList<ContentLineWriter> linkLines, ByteBuffer output)
    {
        var link = 0;
        foreach (var (shared, name, own) in segments)
        {
            output.Append(shared);
            if (own == WorkshopProperty.None)
            {
                return;
            }

            var start = output.Length;
            output.Append(name);
            output.Append(own switch
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
        "URL" or "CONFERENCE" => WorkshopProperty.Link,
        _ => WorkshopProperty.None,
    };
}
