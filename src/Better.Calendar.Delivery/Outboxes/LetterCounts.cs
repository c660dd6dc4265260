namespace Better.Calendar.Delivery;

/// <summary>How many letters of a ledger are in which state.</summary>
/// <param name="Waiting">Not tried yet.</param>
/// <param name="Sending">In the hands of couriers.</param>
/// <param name="Sent">Taken.</param>
/// <param name="Refused">Refused for good.</param>
/// <param name="Retrying">Not taken for now.</param>
/// <param name="Unknown">Perhaps taken, and to be sent again.</param>
/// <param name="LeftUnknown">Perhaps taken, and not sent again: final.</param>
/// <param name="Doubtful">Of all: those that may have arrived more than once.</param>
public sealed record LetterCounts(long Waiting, long Sending, long Sent, long Refused, long Retrying, long Unknown, long LeftUnknown, long Doubtful)
{
    /// <summary>All letters.</summary>
    public long All => Waiting + Sending + Sent + Refused + Retrying + Unknown + LeftUnknown;

    /// <summary>The letters that are not final.</summary>
    public long Open => Waiting + Sending + Retrying + Unknown;
}
