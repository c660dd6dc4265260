using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>A VEVENT with its lines by property, collected once for all rules.</summary>
internal sealed class ValidatedEvent
{
    private readonly List<RecurrenceFault> recurrenceFaults = [];
    private RecurrenceRule? recurrence;

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
                case "ATTENDEE" when AttendeeCount++ < InputLimits.Attendees: Attendees.Add(line); break;
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

    /// <summary>RRULE; null if there is none.</summary>
    public RecurrenceRule? Recurrence => recurrence ??= RRule is null ? null : RecurrenceRule.Parse(RRule.Value.Trim(), recurrenceFaults);

    /// <summary>What is wrong with the value of RRULE.</summary>
    public IReadOnlyList<RecurrenceFault> RecurrenceFaults => Recurrence is null ? [] : recurrenceFaults;

    /// <summary>Whether there is an RRULE with nothing wrong in its value.</summary>
    public bool HasValidRecurrence => Recurrence is not null && recurrenceFaults.Count == 0;

    public ContentLine? Summary { get; }

    public ContentLine? Description { get; }

    public ContentLine? Location { get; }

    public ContentLine? Status { get; }

    public ContentLine? Organizer { get; }

    /// <summary>The first <see cref="InputLimits.Attendees"/> of them.</summary>
    public List<ContentLine> Attendees { get; } = [];

    /// <summary>How many ATTENDEE lines there are.</summary>
    public int AttendeeCount { get; }

    /// <summary>What identifies the event: its UID and RECURRENCE-ID.</summary>
    public string Key => $"{Uid?.Value}\n{RecurrenceId?.Value}";

    /// <summary>DTSTART; null if it is missing or invalid.</summary>
    public DateTimeValue? Start { get; }

    /// <summary>DTEND; null if it is missing or invalid.</summary>
    public DateTimeValue? End { get; }

    /// <summary>How long it lasts in seconds by its own clock, from DTEND or DURATION; null if that is not known.</summary>
    public long? GetSeconds() =>
        Start is { } start && End is { } end && start.IsDate == end.IsDate && start.IsUtc == end.IsUtc && start.ZoneId == end.ZoneId
            ? NodaTime.Period.Between(start.LocalDateTime, end.LocalDateTime, NodaTime.PeriodUnits.Seconds).Seconds
            : Duration is not null && DurationValue.Read(Duration.Value.Trim()) is { IsNegative: false } duration ? duration.Seconds
            : null;

    /// <summary>Whether an ATTENDEE line says that this attendee accepted, declined, may come or sends somebody.</summary>
    public static bool HasResponse(ContentLine attendee) =>
        attendee["PARTSTAT"]?.ToUpperInvariant() is "ACCEPTED" or "DECLINED" or "TENTATIVE" or "DELEGATED";

    /// <summary>Whether STATUS is CANCELLED.</summary>
    public bool IsCancelled => Status?.ValueEquals("CANCELLED") == true;

    /// <summary>SEQUENCE, or 0 if it is missing (RFC 5545, 3.8.7.4); null if it is not a number that clients can store.</summary>
    public int? SequenceNumber => Sequence is null ? 0 : IntegerValue.Read(Sequence.Value);
}
