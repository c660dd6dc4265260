using System.Globalization;
using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>One VEVENT (RFC 5545, 3.6.1), as far as a calendar client needs it to show the event and to reply.</summary>
internal sealed record EventComponent
{
    private const string Scheme = "mailto:";

    /// <summary>The unfolded lines of its properties, without nested components.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>The UID; empty if there is none.</summary>
    public string Uid { get; private init; } = "";

    /// <summary>The SEQUENCE; 0 if there is none.</summary>
    public int Sequence { get; init; }

    /// <summary>The DTSTAMP.</summary>
    public Instant Stamp { get; init; }

    /// <summary>The LAST-MODIFIED; the earliest instant if there is none.</summary>
    public Instant LastModified { get; init; } = Instant.MinValue;

    /// <summary>The occurrence that this override is about; null for a master or a single event.</summary>
    public Instant? RecurrenceId { get; init; }

    /// <summary>The DTSTART; null if there is none, or its time zone is unknown.</summary>
    public ZonedDateTime? Start { get; private init; }

    /// <summary>The DTEND; null if there is none.</summary>
    public ZonedDateTime? End { get; private init; }

    /// <summary>The RRULE; null for an event that does not recur.</summary>
    public string? RecurrenceRule { get; private init; }

    /// <summary>The excluded occurrences (EXDATE).</summary>
    public IReadOnlyList<Instant> ExcludedDates { get; init; } = [];

    /// <summary>The additional occurrences (RDATE).</summary>
    public IReadOnlyList<Instant> AddedDates { get; private init; } = [];

    /// <summary>The STATUS; confirmed if there is none.</summary>
    public WorkshopStatus Status { get; init; }

    /// <summary>The organizer's address; empty if there is none.</summary>
    public string Organizer { get; private init; } = "";

    /// <summary>The owner's PARTSTAT; null if it is NEEDS-ACTION or the owner is not listed.</summary>
    public ParticipationStatus? Response { get; init; }

    /// <summary>Whether the owner is listed as ATTENDEE.</summary>
    public bool IsOwnerListed { get; init; }

    /// <summary>The SUMMARY; empty if there is none.</summary>
    public string Title => GetText("SUMMARY");

    /// <summary>The LOCATION; empty if there is none.</summary>
    public string Location => GetText("LOCATION");

    /// <summary>The DESCRIPTION; empty if there is none.</summary>
    public string Description => GetText("DESCRIPTION");

    /// <summary>Reads the lines of an event.</summary>
    /// <param name="lines">The unfolded lines between BEGIN:VEVENT and END:VEVENT.</param>
    /// <param name="owner">Whose PARTSTAT is read; null for nobody's.</param>
    public static EventComponent Read(IReadOnlyList<string> lines, EmailAddress? owner)
    {
        var (excluded, added) = (new List<Instant>(), new List<Instant>());
        string? attendee = null;
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var name = IcsText.GetName(line);
            if (name.Equals("EXDATE", StringComparison.OrdinalIgnoreCase))
            {
                excluded.AddRange(IcsTime.ParseList(line));
            }
            else if (name.Equals("RDATE", StringComparison.OrdinalIgnoreCase))
            {
                added.AddRange(IcsTime.ParseList(line));
            }
            else if (!name.Equals("ATTENDEE", StringComparison.OrdinalIgnoreCase))
            {
                // If a property comes twice, the last one counts.
                properties[name] = line;
            }
            else if (owner is not null && EmailAddress.TryParse(ReadAddress(line), out var address) && address == owner)
            {
                attendee = line;
            }
        }

        return new()
        {
            Lines = lines,
            Uid = GetValue("UID") ?? "",
            Sequence = ParseInteger(GetValue("SEQUENCE")),
            Stamp = GetTime("DTSTAMP")?.ToInstant() ?? default,
            LastModified = GetTime("LAST-MODIFIED")?.ToInstant() ?? Instant.MinValue,
            RecurrenceId = GetTime("RECURRENCE-ID")?.ToInstant(),
            Start = GetTime("DTSTART"),
            End = GetTime("DTEND"),
            RecurrenceRule = GetValue("RRULE"),
            ExcludedDates = excluded,
            AddedDates = added,
            Status = ParseStatus(GetValue("STATUS")),
            Organizer = properties.TryGetValue("ORGANIZER", out var organizer) ? ReadAddress(organizer) : "",
            IsOwnerListed = attendee is not null,
            Response = attendee is null ? null : ParseResponse(IcsText.GetParameter(attendee, "PARTSTAT")),
        };

        string? GetValue(string name) => properties.TryGetValue(name, out var line) ? IcsText.GetValue(line) : null;

        ZonedDateTime? GetTime(string name) => properties.TryGetValue(name, out var line) ? IcsTime.Parse(line) : null;
    }

    /// <summary>One occurrence of this master as a component of its own.</summary>
    public EventComponent ForOccurrence(Instant occurrence) => Start is not { } start ? this with { RecurrenceId = occurrence } : this with
    {
        RecurrenceId = occurrence,
        Start = occurrence.InZone(start.Zone),
        End = End is { } end ? (occurrence + (end.ToInstant() - start.ToInstant())).InZone(end.Zone) : null,
        RecurrenceRule = null,
        ExcludedDates = [],
        AddedDates = [],
    };

    /// <summary>Returns the first unfolded line of a property; null if the event does not have it.</summary>
    public string? GetLine(string name)
    {
        foreach (var line in Lines)
        {
            if (line.Length > name.Length
                && line[name.Length] is ':' or ';'
                && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>The address of an ORGANIZER or ATTENDEE.</summary>
    public static string ReadAddress(string line)
    {
        var value = IcsText.GetValue(line);
        return Uri.UnescapeDataString(value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value.Substring(Scheme.Length)
            : value);
    }

    private string GetText(string name) => GetLine(name) is { } line ? IcsText.Unescape(IcsText.GetValue(line)) : "";

    private static int ParseInteger(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static WorkshopStatus ParseStatus(string? value) => value?.ToUpperInvariant() switch
    {
        "CANCELLED" => WorkshopStatus.Cancelled,
        "TENTATIVE" => WorkshopStatus.Tentative,
        _ => WorkshopStatus.Confirmed,
    };

    private static ParticipationStatus? ParseResponse(string? value) => value?.ToUpperInvariant() switch
    {
        "ACCEPTED" => ParticipationStatus.Accepted,
        "TENTATIVE" => ParticipationStatus.Tentative,
        "DECLINED" => ParticipationStatus.Declined,
        _ => null,
    };
}
