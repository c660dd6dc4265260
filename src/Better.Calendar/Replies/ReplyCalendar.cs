using Better.Calendar.IcsLines;

namespace Better.Calendar.Replies;

/// <summary>The calendar of a reply, read as tolerantly as can be: only the few lines that a reply needs.</summary>
internal sealed class ReplyCalendar
{
    // A reply has one event; one to each of a series' workshops is the most that anybody could mean.
    private const int MostEvents = 400;

    private ReplyCalendar(string? method, List<ReplyEvent> events, IReadOnlyList<LineComponent> components) =>
        (Method, Events, Components) = (method, events, components);

    /// <summary>What it asks for, in capitals; null where neither it nor its part tells.</summary>
    public string? Method { get; }

    /// <summary>Its events, whole ones before single dates of them.</summary>
    public IReadOnlyList<ReplyEvent> Events { get; }

    /// <summary>All that stands in no other component.</summary>
    public IReadOnlyList<LineComponent> Components { get; }

    /// <summary>Whether it is about something else than events: a task, free and busy times.</summary>
    public bool IsOfOtherKind { get; private set; }

    /// <summary>Reads a calendar; null when a line is longer than the limits allow.</summary>
    public static ReplyCalendar? Read(byte[] octets, string? partMethod, ReplyLimits limits)
    {
        var file = LineReader.Read(octets);
        if (file.LongestLine > limits.MostLineOctets)
        {
            return null;
        }

        string? method = null;
        var events = new List<ReplyEvent>(1);
        var isOther = false;
        foreach (var component in file.Components)
        {
            method ??= component.Name == "VCALENDAR" ? component["METHOD"]?.Value.Trim().ToUpperInvariant() : null;
            Collect(component, events, ref isOther);
        }

        // A date of a series is told behind the series: it overrides what the series says about that date (RFC 5545, 3.8.4.4).
        var ordered = events.Where(static e => e.RecurrenceId is null).Concat(events.Where(static e => e.RecurrenceId is not null)).ToList();
        return new(method is { Length: > 0 } ? method : partMethod, ordered, file.Components) { IsOfOtherKind = isOther };
    }

    /// <summary>Where an END is missing, events stand inside of what was not closed.</summary>
    private static void Collect(LineComponent component, List<ReplyEvent> events, ref bool isOther)
    {
        isOther |= component.Name is "VTODO" or "VFREEBUSY" or "VJOURNAL" or "VPOLL";
        if (component.Name == "VEVENT" && events.Count < MostEvents)
        {
            events.Add(new(component));
        }

        for (var at = 0; at < component.Components.Count; at++)
        {
            Collect(component.Components[at], events, ref isOther);
        }
    }
}

/// <summary>One event of a reply.</summary>
internal sealed class ReplyEvent(LineComponent component)
{
    /// <summary>The UID in lower case; empty when it is missing.</summary>
    public string Uid { get; } = component["UID"]?.Text.Trim().ToLowerInvariant() ?? "";

    /// <summary>Which date of a recurring event is meant; null: all of them.</summary>
    public Line? RecurrenceId => component["RECURRENCE-ID"];

    /// <summary>The version that was answered. Outlook writes another property too; it counts where SEQUENCE is missing.</summary>
    public int Sequence { get; } = IntegerValue.Read((component["SEQUENCE"] ?? component["X-MICROSOFT-CDO-APPT-SEQUENCE"])?.Value) ?? 0;

    public Line? this[string name] => component[name];

    /// <summary>All who are said to take part.</summary>
    public IEnumerable<Line> Attendees => component.Lines.Where(static line => line.Name == "ATTENDEE");
}
