
namespace Better.Calendar;

/// <summary>Who gets nothing about a workshop, and why.</summary>
public sealed record SkippedEmail
{
    /// <summary>The workshop.</summary>
    public required string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); }

    /// <summary>Why.</summary>
    public required SkipReason Reason { get; init; }

    /// <summary>Why, in a sentence for the organizer.</summary>
    public required string Explanation { get; init => field = ArgumentGuard.NotNull(value, nameof(Explanation)); }

    /// <summary>Who.</summary>
    public required ValueList<Participant> Recipients { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipients)); }
}
