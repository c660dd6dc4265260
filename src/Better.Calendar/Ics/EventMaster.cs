using System.Globalization;
using System.Text;

namespace Better.Calendar.Ics;

/// <summary>An event written once by Ical.Net; printing fills in what each workshop has of its own. It serves all events of the same properties.</summary>
internal sealed class EventMaster
{
    private readonly List<(byte[] Shared, byte[] Name, Property Own)> parts = [];

    /// <summary>Makes a master of an event.</summary>
    /// <param name="component">Its lines from BEGIN:VEVENT to END:VEVENT, unfolded.</param>
    public EventMaster(IEnumerable<string> component)
    {
        var shared = new List<string>();
        foreach (var line in component)
        {
            var own = PropertyOf(ContentLine.Split(line).Name);
            if (own == Property.Shared)
            {
                shared.Add(line);
                continue;
            }

            // Those that we write ourselves come with their names; TZID, the only parameter of the others, has no colon.
            var name = own == Property.Link ? "" : line.Substring(0, line.IndexOf(':') + 1);
            parts.Add((ContentLines.Fold(shared), Encoding.UTF8.GetBytes(name), own));
            shared.Clear();
        }

        parts.Add((ContentLines.Fold(shared), [], Property.Shared));
    }

    /// <summary>What in an event is its workshop's own.</summary>
    private enum Property
    {
        Shared,
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
    /// <param name="times">How its times are written.</param>
    /// <param name="links">Its lines that Ical.Net does not write; as many as the master's event had.</param>
    /// <param name="output">Where it is written behind what stands there.</param>
    public void Print(EventValues values, ZoneMapping times, IReadOnlyList<ContentLine> links, OctetBuffer output)
    {
        var link = 0;
        foreach (var (shared, name, own) in parts)
        {
            output.Append(shared);
            if (own == Property.Shared)
            {
                return;
            }

            var start = output.Length;
            output.Append(name);
            output.Append(own switch
            {
                Property.Uid => values.Uid,
                Property.Sequence => values.Sequence.ToString(CultureInfo.InvariantCulture),
                Property.Start => times.Text(values.Start),
                Property.End => times.Text(values.End),
                Property.Summary => ContentLine.Escaped(values.Summary),
                Property.Description => ContentLine.Escaped(values.Description),
                Property.Location => ContentLine.Escaped(values.Location),
                _ => links[link++].ToString(),
            });
            ContentLines.FoldFrom(start, output);
        }
    }

    private static Property PropertyOf(string name) => name switch
    {
        "UID" => Property.Uid,
        "SEQUENCE" => Property.Sequence,
        "DTSTART" => Property.Start,
        "DTEND" => Property.End,
        "SUMMARY" => Property.Summary,
        "DESCRIPTION" => Property.Description,
        "LOCATION" => Property.Location,
        "URL" or "CONFERENCE" => Property.Link,
        _ => Property.Shared,
    };
}
