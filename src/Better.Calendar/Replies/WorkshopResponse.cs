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
}
