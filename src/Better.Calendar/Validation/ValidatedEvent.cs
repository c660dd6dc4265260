using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>A VEVENT with its lines by property, collected once for all rules.</summary>
internal sealed class ValidatedEvent
{
    // Shared by the many events without any; nothing is ever added to it.
    private static readonly List<ContentLine> NoAttendees = [];

    private List<RecurrenceFault>? recurrenceFaults;
    private RecurrenceRule? recurrence;
    private string? key;

    public ValidatedEvent(Component component)
    {
        Component = component;
        var seen = 0;
        foreach (var line in component.Lines)
        {
            var single = 0;
            switch (line.Name)
            {
                case "UID": (Uid, single) = (Uid ?? line, 1); break;
                case "DTSTAMP": (DtStamp, single) = (DtStamp ?? line, 1 << 1); break;
                case "SEQUENCE": (Sequence, single) = (Sequence ?? line, 1 << 2); break;
                case "DTSTART": (DtStart, single) = (DtStart ?? line, 1 << 3); break;
                case "DTEND": (DtEnd, single) = (DtEnd ?? line, 1 << 4); break;
                case "DURATION": (Duration, single) = (Duration ?? line, 1 << 5); break;
                case "RECURRENCE-ID": (RecurrenceId, single) = (RecurrenceId ?? line, 1 << 6); break;
                case "RRULE": (RRule, single) = (RRule ?? line, 1 << 7); break;
                case "SUMMARY": (Summary, single) = (Summary ?? line, 1 << 8); break;
                case "DESCRIPTION": (Description, single) = (Description ?? line, 1 << 9); break;
                case "LOCATION": (Location, single) = (Location ?? line, 1 << 10); break;
                case "STATUS": (Status, single) = (Status ?? line, 1 << 11); break;
                case "ORGANIZER": (Organizer, single) = (Organizer ?? line, 1 << 12); break;
                case "TRANSP": single = 1 << 13; break;
                case "URL": single = 1 << 14; break;
                case "CLASS": single = 1 << 15; break;
                case "PRIORITY": single = 1 << 16; break;
                case "CREATED": single = 1 << 17; break;
                case "LAST-MODIFIED": single = 1 << 18; break;
                case "GEO": single = 1 << 19; break;
                case "ATTENDEE" when AttendeeCount++ < InputLimits.Attendees: AddAttendee(line); break;
                default: break;
            }

            if ((seen & single) != 0 && Array.IndexOf(RepeatedNames, line.Name) < 0)
            {
                RepeatedNames = [.. RepeatedNames, line.Name];
            }

            seen |= single;
        }

        Start = DateTimeValue.FromLine(DtStart);
        End = DateTimeValue.FromLine(DtEnd);
        RecurrenceTime = DateTimeValue.FromLine(RecurrenceId);
    }

    public Component Component { get; }

    /// <summary>The properties that RFC 5545, 3.6.1 allows once and that appear more often.</summary>
    public string[] RepeatedNames { get; } = [];

    public ContentLine? Uid { get; }

    public ContentLine? DtStamp { get; }

    public ContentLine? Sequence { get; }

    public ContentLine? DtStart { get; }

    public ContentLine? DtEnd { get; }

    public ContentLine? Duration { get; }

    public ContentLine? RecurrenceId { get; }

    public ContentLine? RRule { get; }

    /// <summary>RRULE; null if there is none.</summary>
    public RecurrenceRule? Recurrence =>
        recurrence ??= RRule is null ? null : RecurrenceRule.Parse(RRule.Value.Trim(), recurrenceFaults = []);

    /// <summary>What is wrong with the value of RRULE.</summary>
    public IReadOnlyList<RecurrenceFault> RecurrenceFaults => Recurrence is null ? [] : recurrenceFaults!;

    /// <summary>Whether there is an RRULE with nothing wrong in its value.</summary>
    public bool HasValidRecurrence => Recurrence is not null && recurrenceFaults!.Count == 0;

    public ContentLine? Summary { get; }

    public ContentLine? Description { get; }

    public ContentLine? Location { get; }

    public ContentLine? Status { get; }

    public ContentLine? Organizer { get; }

    /// <summary>The first <see cref="InputLimits.Attendees"/> of them.</summary>
    public List<ContentLine> Attendees { get; private set; } = NoAttendees;

    /// <summary>How many ATTENDEE lines there are.</summary>
    public int AttendeeCount { get; }

    /// <summary>What identifies the event: its UID and RECURRENCE-ID.</summary>
    public string Key => key ??= $"{Uid?.Value}\n{RecurrenceId?.Value}";

    /// <summary>DTSTART; null if it is missing or invalid.</summary>
    public DateTimeValue? Start { get; }

    /// <summary>DTEND; null if it is missing or invalid.</summary>
    public DateTimeValue? End { get; }

    /// <summary>RECURRENCE-ID; null if it is missing or invalid.</summary>
    public DateTimeValue? RecurrenceTime { get; }

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

    private void AddAttendee(ContentLine line)
    {
        Attendees = Attendees.Count == 0 ? [] : Attendees;
        Attendees.Add(line);
    }
}
