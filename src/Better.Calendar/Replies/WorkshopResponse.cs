using NodaTime;

namespace Better.Calendar;

/// <summary>The response to one workshop.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Status">Whether the sender attends.</param>
/// <param name="Sequence">The SEQUENCE of the invitation that was responded to; 0 when the mail does not say.</param>
/// <param name="Timestamp">When the response was written: DTSTAMP, or the Date of the mail when there is no DTSTAMP.</param>
public sealed record WorkshopResponse(string WorkshopId, ParticipationStatus Status, int Sequence, Instant Timestamp)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>When the workshop was to start in that invitation (the DTSTART of the reply); null when the mail does not say.</summary>
    public Instant? Start { get; init; }

    /// <summary>When the workshop was to end in that invitation (DTEND); null when the mail does not say.</summary>
    public Instant? End { get; init; }

    /// <summary>
    /// LAST-MODIFIED of the reply (RFC 5545, 3.8.7.3), which orders replies with the same timestamp; null when it has none.
    /// </summary>
    public Instant? LastModified { get; init; }

    /// <summary>
    /// Whether the response was given to the whole series at once, and not to this workshop. Default: false.
    /// </summary>
    public bool IsWholeSeries { get; init; }
}
