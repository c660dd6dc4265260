using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Replies;

/// <summary>The calendar of a reply, read tolerantly: only the few properties that a reply needs have to be readable.</summary>
internal sealed class ReplyCalendar
{
    // A reply has one event; at most, somebody replies to every workshop of a series in one calendar.
    private const int MaxEvents = 400;

    private ReplyCalendar(string? method, List<ReplyEvent> events, IReadOnlyList<Component> components) =>
        (Method, Events, Components) = (method, events, components);

    /// <summary>The METHOD of the calendar, or else of its MIME part, in upper case; null when neither names one.</summary>
    public string? Method { get; }

    /// <summary>The events: those without a RECURRENCE-ID before those with one.</summary>
    public IReadOnlyList<ReplyEvent> Events { get; }

    /// <summary>The top-level components.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>Whether the calendar has other components than events, such as tasks or free/busy times.</summary>
    public bool HasNonEventComponents { get; private set; }

    /// <summary>Parses a calendar; null when it has too many lines, or a line is longer than the limits allow.</summary>
    public static ReplyCalendar? Parse(byte[] bytes, string? partMethod, ReplyLimits limits)
    {
        var file = IcsParser.Parse(bytes);
        if (file.LongestLineBytes > limits.MaxLineBytes || file.ParseFaults.Any(static fault => fault.Kind == ParseFaultKind.TooManyLines))
        {
            return null;
        }

        string? method = null;
        var events = new List<ReplyEvent>(1);
        var hasOthers = false;
        foreach (var component in file.Components)
        {
            method ??= component.Name == "VCALENDAR" ? component["METHOD"]?.Value.Trim().ToUpperInvariant() : null;
            CollectEvents(component, events, ref hasOthers);
        }

        // Some programs write METHOD one level too low.
        method = method is { Length: > 0 } ? method : events.Select(static e => e["METHOD"]).FirstOrDefault(static line => line is not null)
            ?.Value.Trim().ToUpperInvariant();

        // Single dates come after the whole series, because they override it (RFC 5545, 3.8.4.4).
        var ordered = events.Where(static e => e.RecurrenceId is null)
            .Concat(events.Where(static e => e.RecurrenceId is not null))
            .ToList();
        return new(method is { Length: > 0 } ? method : partMethod, ordered, file.Components) { HasNonEventComponents = hasOthers };
    }

    /// <summary>
    /// Collects the events at any depth: where an END line is missing, an event is nested in the component that was not closed.
    /// </summary>
    private static void CollectEvents(Component component, List<ReplyEvent> events, ref bool hasOthers)
    {
        hasOthers |= component.Name is "VTODO" or "VFREEBUSY" or "VJOURNAL" or "VPOLL";
        if (component.Name == "VEVENT" && events.Count < MaxEvents)
        {
            events.Add(new(component));
        }

        for (var at = 0; at < component.Components.Count; at++)
        {
            CollectEvents(component.Components[at], events, ref hasOthers);
        }
    }
}

/// <summary>An event (VEVENT) of a reply.</summary>
internal sealed class ReplyEvent(Component component)
{
    /// <summary>The UID in lower case, because some clients change its case; empty when it is missing.</summary>
    public string Uid { get; } = GlobalObjectId.Unwrap(component["UID"]?.UnescapedValue.Trim() ?? "").ToLowerInvariant();

    /// <summary>The RECURRENCE-ID, which names one date of a recurring event; null when all dates are meant.</summary>
    public ContentLine? RecurrenceId => component["RECURRENCE-ID"];

    /// <summary>
    /// The SEQUENCE of the invitation that was responded to. Outlook also writes its own property, which counts when SEQUENCE is missing; 0
    /// when both are.
    /// </summary>
    public int Sequence { get; } = IntegerValue.Read((component["SEQUENCE"] ?? component["X-MICROSOFT-CDO-APPT-SEQUENCE"])?.Value) ?? 0;

    public ContentLine? this[string name] => component[name];

    /// <summary>The ATTENDEE properties, at most <see cref="InputLimits.Attendees"/>.</summary>
    public IEnumerable<ContentLine> Attendees =>
        component.Lines.Where(static line => line.Name == "ATTENDEE").Take(InputLimits.Attendees);
}
