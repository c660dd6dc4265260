using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>How far the letters of a store are.</summary>
/// <param name="Counts">How many are in which state.</param>
/// <param name="PerSecond">How many became final each second of late.</param>
/// <param name="TimeRemaining">How long it takes for the rest at that rate; null where none can be told.</param>
/// <param name="Problem">Why nothing moves at the moment: the server or the store is away; null where all is well.</param>
public sealed record DeliveryProgress(OutboxCounts Counts, double PerSecond, Duration? TimeRemaining, string? Problem)
{
    /// <summary>How many are in which state.</summary>
    public OutboxCounts Counts { get; init => field = OptionCheck.NotNull(value); } = Counts ?? throw new ArgumentNullException(nameof(Counts));
}
