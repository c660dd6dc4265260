using NodaTime;

namespace Better.Calendar;

/// <summary>What a mail answers to one workshop.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Status">The answer.</param>
/// <param name="Sequence">The SEQUENCE of the invitation that was answered; 0 where the mail does not tell.</param>
/// <param name="Timestamp">When it was answered: DTSTAMP, or the mail's Date where there is none.</param>
public sealed record WorkshopResponse(string WorkshopId, ParticipationStatus Status, int Sequence, Instant Timestamp)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));
}
