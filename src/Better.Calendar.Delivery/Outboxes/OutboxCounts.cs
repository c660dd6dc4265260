namespace Better.Calendar.Delivery;

/// <summary>How many emails of an outbox have which status.</summary>
/// <param name="Waiting">Not sent yet.</param>
/// <param name="Sending">Leased by workers.</param>
/// <param name="Sent">Accepted by the server; final.</param>
/// <param name="Rejected">Rejected, given up or impossible to render; final.</param>
/// <param name="Deferred">Not accepted yet; sent again later.</param>
/// <param name="Uncertain">Perhaps accepted; sent again later.</param>
/// <param name="LeftUncertain">Perhaps accepted, and not sent again; final.</param>
/// <param name="Withdrawn">Withdrawn by a person, and not sent; final.</param>
/// <param name="PossibleDuplicates">Emails of any status that may have arrived, or may still arrive, more than once.</param>
public sealed record OutboxCounts(
    long Waiting,
    long Sending,
    long Sent,
    long Rejected,
    long Deferred,
    long Uncertain,
    long LeftUncertain,
    long Withdrawn,
    long PossibleDuplicates)
{
    /// <summary>The number of all emails.</summary>
    public long Total => Waiting + Sending + Sent + Rejected + Deferred + Uncertain + LeftUncertain + Withdrawn;

    /// <summary>The number of emails whose status is not final.</summary>
    public long Remaining => Waiting + Sending + Deferred + Uncertain;
}
