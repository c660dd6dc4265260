namespace Better.Calendar.Testing;

/// <summary>An email that a <see cref="SimulatedCalendar"/> has received.</summary>
public sealed class SimulatedEmail
{
    internal SimulatedEmail(string subject, string? messageId, CalendarContent? part) =>
        (Subject, MessageId, Part, Outcome) =
            (subject, messageId, part, part is null ? SimulatedOutcome.Ignored : SimulatedOutcome.WaitsForPress);

    /// <summary>The subject; empty if a calendar file was received alone.</summary>
    public string Subject { get; }

    /// <summary>The METHOD of the calendar part: REQUEST, CANCEL or PUBLISH; empty if the email has none.</summary>
    public string Method => Part?.Method ?? "";

    /// <summary>The UID of its event; empty if the email has none.</summary>
    public string Uid => Part?.Events[0].Uid ?? "";

    /// <summary>What the client has done with it so far.</summary>
    public SimulatedOutcome Outcome { get; internal set; }

    internal string? MessageId { get; }

    internal CalendarContent? Part { get; }
}

/// <summary>What a calendar client has done with an email.</summary>
public enum SimulatedOutcome
{
    /// <summary>Nothing yet: it waits for its reader to press a button.</summary>
    WaitsForPress,

    /// <summary>The calendar has changed.</summary>
    TakenIn,

    /// <summary>Nothing: it is not newer than what the calendar has.</summary>
    Outdated,

    /// <summary>Nothing: the client does not take in such mail, or the calendar has no such event.</summary>
    Ignored,
}
