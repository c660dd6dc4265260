namespace Better.Calendar.Delivery;

/// <summary>How many letters of a store are in which state.</summary>
/// <param name="Waiting">Not tried yet.</param>
/// <param name="Sending">In the hands of workers.</param>
/// <param name="Sent">Taken.</param>
/// <param name="Rejected">Refused for good.</param>
/// <param name="Deferred">Not taken for now.</param>
/// <param name="Uncertain">Perhaps taken, and to be sent again.</param>
/// <param name="LeftUncertain">Perhaps taken, and not sent again: final.</param>
/// <param name="PossibleDuplicates">Of all: those that may have arrived more than once.</param>
public sealed record OutboxCounts(long Waiting, long Sending, long Sent, long Rejected, long Deferred, long Uncertain, long LeftUncertain, long PossibleDuplicates)
{
    /// <summary>All emails.</summary>
    public long Total => Waiting + Sending + Sent + Rejected + Deferred + Uncertain + LeftUncertain;

    /// <summary>The emails that are not final.</summary>
    public long Remaining => Waiting + Sending + Deferred + Uncertain;
}
