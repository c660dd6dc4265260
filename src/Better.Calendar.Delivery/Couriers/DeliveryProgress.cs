using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>How far the letters of a ledger are.</summary>
/// <param name="Counts">How many are in which state.</param>
/// <param name="PerSecond">How many became final each second of late.</param>
/// <param name="Left">How long it takes for the rest at that rate; null where none can be told.</param>
/// <param name="Trouble">Why nothing moves at the moment: the server or the ledger is away; null where all is well.</param>
public sealed record DeliveryProgress(LetterCounts Counts, double PerSecond, Duration? Left, string? Trouble)
{
    /// <summary>How many are in which state.</summary>
    public LetterCounts Counts { get; init => field = OptionCheck.NotNull(value); } = Counts ?? throw new ArgumentNullException(nameof(Counts));
}
