using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>What a mail answers to one workshop.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Sequence">The SEQUENCE of the invitation that was answered; 0 where the mail does not tell.</param>
/// <param name="Stamp">When it was answered: DTSTAMP, or the mail's Date where there is none.</param>
public sealed record WorkshopAnswer(string WorkshopId, Answer Answer, int Sequence, Instant Stamp)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));
}
