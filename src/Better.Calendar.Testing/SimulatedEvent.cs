using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>An event in a <see cref="SimulatedCalendar"/>, or one occurrence of a recurring event, as its owner sees it.</summary>
public sealed record SimulatedEvent
{
    /// <summary>The UID of the invitation.</summary>
    public required string Uid { get; init; }

    /// <summary>Which occurrence it is: the start by the recurrence rule (RECURRENCE-ID); null for an event that does not recur.</summary>
    public Instant? RecurrenceId { get; init; }

    /// <summary>When it starts.</summary>
    public required Instant Start { get; init; }

    /// <summary>When it ends.</summary>
    public required Instant End { get; init; }

    /// <summary>The title (SUMMARY); empty if there is none.</summary>
    public required string Title { get; init; }

    /// <summary>The place (LOCATION); empty if there is none.</summary>
    public required string Location { get; init; }

    /// <summary>The description (DESCRIPTION); empty if there is none.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it is confirmed, tentative or cancelled (STATUS).</summary>
    public required WorkshopStatus Status { get; init; }

    /// <summary>The owner's response (PARTSTAT); null if none is stored.</summary>
    public required ParticipationStatus? Response { get; init; }

    /// <summary>The SEQUENCE.</summary>
    public required int Sequence { get; init; }
}
