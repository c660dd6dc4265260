using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Replies;

/// <summary>The calendar of a reply, read as tolerantly as can be: only the few lines that a reply needs.</summary>
internal sealed class ReplyCalendar
{
    // A reply has one event; one to each of a series' workshops is the most that anybody could mean.
    private const int MaxEvents = 400;

    private ReplyCalendar(string? method, List<ReplyEvent> events, IReadOnlyList<Component> components) =>
        (Method, Events, Components) = (method, events, components);

    /// <summary>What it asks for, in capitals; null where neither it nor its part tells.</summary>
    public string? Method { get; }

    /// <summary>Its events, whole ones before single dates of them.</summary>
    public IReadOnlyList<ReplyEvent> Events { get; }

    /// <summary>All that stands in no other component.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>Whether it is about something else than events: a task, free and busy times.</summary>
    public bool HasNonEventComponents { get; private set; }

    /// <summary>Reads a calendar; null when a line is longer than the limits allow.</summary>
    public static ReplyCalendar? Parse(byte[] bytes, string? partMethod, ReplyLimits limits)
    {
        var file = IcsParser.Parse(bytes);
        if (file.LongestLineBytes > limits.MaxLineBytes)
        {
            return null;
        }

        string? method = null;
        var events = new List<ReplyEvent>(1);
        var isOther = false;
        foreach (var component in file.Components)
        {
            method ??= component.Name == "VCALENDAR" ? component["METHOD"]?.Value.Trim().ToUpperInvariant() : null;
            CollectEvents(component, events, ref isOther);
        }

        // A date of a series is told behind the series: it overrides what the series says about that date (RFC 5545, 3.8.4.4).
        var ordered = events.Where(static e => e.RecurrenceId is null).Concat(events.Where(static e => e.RecurrenceId is not null)).ToList();
        return new(method is { Length: > 0 } ? method : partMethod, ordered, file.Components) { HasNonEventComponents = isOther };
    }

    /// <summary>Where an END is missing, events stand inside of what was not closed.</summary>
    private static void CollectEvents(Component component, List<ReplyEvent> events, ref bool isOther)
    {
        isOther |= component.Name is "VTODO" or "VFREEBUSY" or "VJOURNAL" or "VPOLL";
        if (component.Name == "VEVENT" && events.Count < MaxEvents)
        {
            events.Add(new(component));
        }

        for (var at = 0; at < component.Components.Count; at++)
        {
            CollectEvents(component.Components[at], events, ref isOther);
        }
    }
}

/// <summary>One event of a reply.</summary>
internal sealed class ReplyEvent(Component component)
{
    /// <summary>The UID in lower case; empty when it is missing.</summary>
    public string Uid { get; } = component["UID"]?.UnescapedValue.Trim().ToLowerInvariant() ?? "";

    /// <summary>Which date of a recurring event is meant; null: all of them.</summary>
    public ContentLine? RecurrenceId => component["RECURRENCE-ID"];

    /// <summary>The version that was answered. Outlook writes another property too; it counts where SEQUENCE is missing.</summary>
    public int Sequence { get; } = IntegerValue.Read((component["SEQUENCE"] ?? component["X-MICROSOFT-CDO-APPT-SEQUENCE"])?.Value) ?? 0;

    public ContentLine? this[string name] => component[name];

    /// <summary>All who are said to take part.</summary>
    public IEnumerable<ContentLine> Attendees => component.Lines.Where(static line => line.Name == "ATTENDEE");
}
