using Better.Calendar.Workshops;

namespace Better.Calendar.Revisions;

/// <summary>Who gets nothing about a workshop, and why.</summary>
public sealed record Silence
{
    /// <summary>The workshop.</summary>
    public required string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); }

    /// <summary>Why.</summary>
    public required SilenceReason Reason { get; init; }

    /// <summary>Why, in a sentence for the organiser.</summary>
    public required string Because { get; init => field = ArgumentGuard.NotNull(value, nameof(Because)); }

    /// <summary>Who.</summary>
    public required ValueList<Participant> Recipients { get; init => field = ArgumentGuard.NotNull(value, nameof(Recipients)); }
}
