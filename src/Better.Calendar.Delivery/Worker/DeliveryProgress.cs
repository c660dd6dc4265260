using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>The progress of the emails in a store.</summary>
/// <param name="Counts">How many emails have which status.</param>
/// <param name="PerSecond">How many emails became final per second in about the last ten seconds.</param>
/// <param name="TimeRemaining">The estimated time for the remaining emails at that rate; null if the rate is zero.</param>
/// <param name="Problem">Why no email can be sent at the moment, such as an unreachable server or store; null if there is no
/// problem.</param>
public sealed record DeliveryProgress(OutboxCounts Counts, double PerSecond, Duration? TimeRemaining, string? Problem)
{
    /// <summary>How many emails have which status.</summary>
    public OutboxCounts Counts { get; init => field = OptionCheck.NotNull(value); } = Counts
        ?? throw new ArgumentNullException(nameof(Counts));
}
