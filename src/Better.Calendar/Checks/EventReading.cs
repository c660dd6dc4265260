using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>A VEVENT, its lines sorted out once for all rules.</summary>
internal sealed class EventReading
{
    public EventReading(LineComponent component)
    {
        Component = component;
        foreach (var line in component.Lines)
        {
            switch (line.Name)
            {
                case "UID": Uid ??= line; break;
                case "DTSTAMP": DtStamp ??= line; break;
                case "SEQUENCE": Sequence ??= line; break;
                case "DTSTART": DtStart ??= line; break;
                case "DTEND": DtEnd ??= line; break;
                case "DURATION": Duration ??= line; break;
                case "RECURRENCE-ID": RecurrenceId ??= line; break;
                case "RRULE": RRule ??= line; break;
                case "SUMMARY": Summary ??= line; break;
                case "DESCRIPTION": Description ??= line; break;
                case "LOCATION": Location ??= line; break;
                case "STATUS": Status ??= line; break;
                case "ORGANIZER": Organizer ??= line; break;
                case "ATTENDEE": Attendees.Add(line); break;
                default: break;
            }
        }

        Start = TimeValue.Read(DtStart);
        End = TimeValue.Read(DtEnd);
    }

    public LineComponent Component { get; }

    public Line? Uid { get; }

    public Line? DtStamp { get; }

    public Line? Sequence { get; }

    public Line? DtStart { get; }

    public Line? DtEnd { get; }

    public Line? Duration { get; }

    public Line? RecurrenceId { get; }

    public Line? RRule { get; }

    public Line? Summary { get; }

    public Line? Description { get; }

    public Line? Location { get; }

    public Line? Status { get; }

    public Line? Organizer { get; }

    public List<Line> Attendees { get; } = [];

    /// <summary>DTSTART; null when it is missing or no time.</summary>
    public TimeValue? Start { get; }

    /// <summary>DTEND; null when it is missing or no time.</summary>
    public TimeValue? End { get; }

    /// <summary>Whether it is off.</summary>
    public bool IsCancelled => Status?.Is("CANCELLED") == true;

    /// <summary>SEQUENCE, 0 where it is missing (RFC 5545, 3.8.7.4); null when it is no number that clients can store.</summary>
    public int? Revision => Sequence is null ? 0 : IntegerValue.Read(Sequence.Value);
}
