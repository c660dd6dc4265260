using NodaTime;

namespace Better.Calendar;

/// <summary>
/// What a calendar client stores of an event, read from the file by that client's own rules. Two views with equal properties are equal.
/// </summary>
/// <remarks>For Outlook and Exchange by [MS-OXCICAL], the conversion of iCalendar to their store.</remarks>
public sealed record ClientView
{
    /// <summary>The client: <see cref="CalendarClients.Outlook"/>.</summary>
    public required CalendarClients Client { get; init; }

    /// <summary>The UID of the event; null if it has none.</summary>
    public required string? Uid { get; init; }

    /// <summary>Why the client stores nothing of the event, as an English sentence; null if it stores it.</summary>
    public required string? Problem { get; init; }

    /// <summary>When the event, or its first occurrence, begins; null if nothing is stored.</summary>
    public required Instant? Start { get; init; }

    /// <summary>When the event, or its first occurrence, ends; null if nothing is stored.</summary>
    public required Instant? End { get; init; }

    /// <summary>Whether the event is stored as one that lasts whole days.</summary>
    public required bool IsAllDay { get; init; }

    /// <summary>
    /// The time zone structure in English words, such as <c>UTC+01, UTC+02 from the last Sunday of March 02:00 to the last Sunday of
    /// October 03:00</c>; <c>UTC</c> if the file has none.
    /// </summary>
    public required string TimeZone { get; init => field = ArgumentGuard.NotNull(value, nameof(TimeZone)); }

    /// <summary>The recurrence pattern in English words, such as <c>every week on Wednesday, 3 times</c>; null if there is none.</summary>
    public required string? Recurrence { get; init; }

    /// <summary>The occurrences that are deleted or moved, in English words, such as <c>2027-04-21 deleted</c>.</summary>
    public required ValueList<string> Exceptions { get; init => field = ArgumentGuard.NotNull(value, nameof(Exceptions)); }

    /// <summary>The place as it is stored: one line, at most 255 characters; null if there is none.</summary>
    public required string? Location { get; init; }

    /// <summary>The link behind the Join button; null if there is no button. A link in the place or text is no button.</summary>
    public required string? JoinLink { get; init; }

    /// <summary>How the time is marked: <c>free</c>, <c>tentative</c>, <c>busy</c>, <c>out of office</c> or <c>working elsewhere</c>; for
    /// an invitation before the response with what it becomes, <c>tentative, intended busy</c>.</summary>
    public required string BusyStatus { get; init => field = ArgumentGuard.NotNull(value, nameof(BusyStatus)); }

    /// <summary>All of it on one line.</summary>
    public override string ToString() => Problem ?? string.Join("; ", new[]
    {
        $"{FormatTime(Start)} to {FormatTime(End)}{(IsAllDay ? ", all day" : "")}",
        $"zone {TimeZone}",
        Recurrence,
        Exceptions.Count == 0 ? null : $"except {string.Join(", ", Exceptions)}",
        Location is null ? null : $"at {Location}",
        JoinLink is null ? null : $"Join button to {JoinLink}",
        BusyStatus,
    }.Where(static text => text is not null));

    private static string FormatTime(Instant? time) =>
        time is { } at ? at.InUtc().ToString("uuuu-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture) : "unknown";
}
