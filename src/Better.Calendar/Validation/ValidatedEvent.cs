using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>A VEVENT with its lines by property, collected once for all rules.</summary>
internal sealed class ValidatedEvent
{
    public ValidatedEvent(Component component)
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

        Start = DateTimeValue.FromLine(DtStart);
        End = DateTimeValue.FromLine(DtEnd);
    }

    public Component Component { get; }

    public ContentLine? Uid { get; }

    public ContentLine? DtStamp { get; }

    public ContentLine? Sequence { get; }

    public ContentLine? DtStart { get; }

    public ContentLine? DtEnd { get; }

    public ContentLine? Duration { get; }

    public ContentLine? RecurrenceId { get; }

    public ContentLine? RRule { get; }

    public ContentLine? Summary { get; }

    public ContentLine? Description { get; }

    public ContentLine? Location { get; }

    public ContentLine? Status { get; }

    public ContentLine? Organizer { get; }

    public List<ContentLine> Attendees { get; } = [];

    /// <summary>DTSTART; null if it is missing or invalid.</summary>
    public DateTimeValue? Start { get; }

    /// <summary>DTEND; null if it is missing or invalid.</summary>
    public DateTimeValue? End { get; }

    /// <summary>Whether STATUS is CANCELLED.</summary>
    public bool IsCancelled => Status?.ValueEquals("CANCELLED") == true;

    /// <summary>SEQUENCE, or 0 if it is missing (RFC 5545, 3.8.7.4); null if it is not a number that clients can store.</summary>
    public int? SequenceNumber => Sequence is null ? 0 : IntegerValue.Read(Sequence.Value);
}
