namespace Better.Calendar.Delivery;

/// <summary>
/// The SQL statements that are the same in all relational stores. They need the columns that SQLite's and PostgreSQL's stores have; numbers
/// are written into the text, and everything else is a parameter with <c>@</c>.
/// </summary>
/// <remarks>For authors of a store for another database.</remarks>
/// <param name="emails">The table or view with all columns of an email.</param>
/// <param name="deliveries">The table with the columns that change.</param>
/// <param name="messages">The table with the columns that do not change.</param>
/// <param name="lockRows">What follows a SELECT of rows that are changed next, so that workers do not wait for each other, such as
/// <c>FOR UPDATE SKIP LOCKED</c>; empty: nothing.</param>
public sealed partial class OutboxSql(string emails, string deliveries, string messages, string lockRows = "")
{
    /// <summary>
    /// The status of an email whose lease ended without an attempt, by the columns <c>uncertain_sends</c> and <c>attempts</c>.
    /// </summary>
    private const string OpenStatus = "CASE WHEN uncertain_sends > 0 THEN 5 WHEN attempts > 1 THEN 4 ELSE 0 END";

    private const string IsClaimable = "is_unblocked = TRUE AND due IS NOT NULL AND due <= @now AND leased_by IS NULL";

    private const string WorkerStopped = "The worker stopped after the end of the email may have been sent.";

    private readonly string emails = emails ?? throw new ArgumentNullException(nameof(emails));
    private readonly string deliveries = deliveries ?? throw new ArgumentNullException(nameof(deliveries));
    private readonly string messages = messages ?? throw new ArgumentNullException(nameof(messages));
    private readonly string lockRows = lockRows ?? throw new ArgumentNullException(nameof(lockRows));

    /// <summary>Leases due emails to a worker. Parameters: <c>@worker</c>, <c>@now</c>, <c>@maxCount</c>.</summary>
    /// <param name="claim">What is returned of each: the columns of <see cref="OutboxRowMapper.ReadClaim"/>.</param>
    public string ClaimDue(string claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var due = $"SELECT number FROM {deliveries} WHERE {IsClaimable} ORDER BY due, number LIMIT @maxCount {lockRows}";
        return Claim($"number IN ({due})", claim);
    }

    /// <summary>Leases emails to a worker that a queue delivered, if they are due. Parameters: <c>@worker</c>, <c>@now</c>.</summary>
    /// <param name="condition">Which emails.</param>
    /// <param name="claim">What is returned of each: the columns of <see cref="OutboxRowMapper.ReadClaim"/>.</param>
    public string ClaimNumbers(string condition, string claim)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(claim);
        return Claim($"{condition} AND {IsClaimable}", claim);
    }

    /// <summary>
    /// Records that the last bytes of emails are about to be sent, and returns the numbers of those that the worker still has leased.
    /// Parameter: <c>@worker</c>.
    /// </summary>
    /// <param name="condition">Which emails.</param>
    public string RecordSendIntents(string condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return $"UPDATE {deliveries} SET intent_recorded = TRUE WHERE {condition} AND leased_by = @worker AND status = 1 RETURNING number";
    }

    /// <summary>
    /// Records how attempts ended. That an email was sent counts even if it is recorded late: by a worker whose lease has expired, about an
    /// email that is to be sent again. Parameters: <c>@worker</c>, <c>@now</c>.
    /// </summary>
    /// <param name="outcomes">The rows, with the alias <c>o</c> and the columns <c>number</c>, <c>status</c>, <c>due</c>, <c>response</c>
    /// and <c>message_id</c>.</param>
    public string RecordOutcomes(string outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return $"""
        UPDATE {deliveries} SET status = CASE WHEN o.status <> 0 THEN o.status ELSE {OpenStatus} END, due = o.due, set_at = @now,
            reported = FALSE, reserved_at = o.due, leased_by = NULL, intent_recorded = FALSE, response = o.response,
            message_id = coalesce(o.message_id, {deliveries}.message_id),
            uncertain_sends = uncertain_sends + CASE WHEN o.status = 5 THEN 1 ELSE 0 END,
            attempts = attempts - CASE WHEN o.status = 0 THEN 1 ELSE 0 END
        FROM {outcomes}
        WHERE {deliveries}.number = o.number
            AND (leased_by = @worker OR (leased_by IS NULL AND o.status = 2 AND {deliveries}.due IS NOT NULL))
        """;
    }

    /// <summary>Lets the next open email be sent after each of these that is final.</summary>
    /// <param name="condition">Which emails, with the alias <c>m</c>.</param>
    public string UnblockSuccessors(string condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return $"""
        UPDATE {deliveries} SET is_unblocked = TRUE WHERE number IN (
            SELECT (SELECT n.number FROM {emails} n WHERE n.ordering_key = m.ordering_key AND n.number > m.number AND n.due IS NOT NULL
                ORDER BY n.number LIMIT 1)
            FROM {emails} m WHERE {condition} AND m.due IS NULL)
        """;
    }

    /// <summary>
    /// Ends the leases of emails whose last bytes may have left. Parameters: <c>@now</c>, <c>@maxUncertainSends</c>.
    /// </summary>
    /// <param name="condition">Which emails.</param>
    public string MarkUncertain(string condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return $"""
        UPDATE {deliveries} SET status = 5, leased_by = NULL, intent_recorded = FALSE, uncertain_sends = uncertain_sends + 1,
            due = CASE WHEN uncertain_sends + 1 >= @maxUncertainSends THEN NULL ELSE @now END, set_at = @now, reported = FALSE,
            reserved_at = NULL, response = '{WorkerStopped}'
        WHERE {condition}
        """;
    }

    /// <summary>Ends the leases of emails whose last bytes certainly did not leave: they are as before.</summary>
    /// <param name="condition">Which emails.</param>
    public string ReleaseLeases(string condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return $"""
        UPDATE {deliveries} SET status = {OpenStatus}, leased_by = NULL, intent_recorded = FALSE, reserved_at = NULL,
            attempts = attempts - 1
        WHERE {condition}
        """;
    }

    /// <summary>
    /// The clock was set back since the due times were set: they come as much earlier. Parameter: <c>@now</c>. Without this, nothing would
    /// be sent until the clock has caught up.
    /// </summary>
    public string FollowClock => $"""
        UPDATE {deliveries} SET due = due - (set_at - @now), reserved_at = reserved_at - (set_at - @now), set_at = @now
        WHERE is_unblocked = TRUE AND due IS NOT NULL AND leased_by IS NULL AND due > @now AND set_at > @now
        """;

    /// <summary>
    /// Reserves due emails for a queue, and returns their numbers. Parameters: <c>@now</c>, <c>@before</c>, <c>@maxCount</c>.
    /// </summary>
    public string ReserveForDispatch => $"""
        UPDATE {deliveries} SET reserved_at = @now WHERE number IN (
            SELECT number FROM {deliveries} WHERE {IsClaimable} AND (reserved_at IS NULL OR reserved_at < @before OR reserved_at > @now)
            ORDER BY due, number LIMIT @maxCount {lockRows})
        RETURNING number
        """;

    /// <summary>The rows of <see cref="OutboxRowMapper.ToCounts"/>.</summary>
    public string Count =>
        $"SELECT CAST(status AS int), due IS NULL, count(*), count(*) FILTER (WHERE uncertain_sends > 0) FROM {deliveries} GROUP BY 1, 2";

    /// <summary>
    /// A page of the rows of <see cref="OutboxRowMapper.ReadEntry"/>. Parameter: <c>@after</c>, the last number before it.
    /// </summary>
    /// <param name="statuses">Only emails with one of these statuses; empty: all.</param>
    /// <param name="more">More columns, with a comma before each; empty: none.</param>
    public string ReadPage(IReadOnlyCollection<DeliveryStatus> statuses, string more = "")
    {
        ArgumentNullException.ThrowIfNull(statuses);
        ArgumentNullException.ThrowIfNull(more);
        return $"""
        SELECT number, message, CAST(status AS int), due, attempts, uncertain_sends, response, message_id, reported{more} FROM {emails}
        WHERE message <> '' AND number > @after{GetStatusCondition(statuses)} ORDER BY number LIMIT 1000
        """;
    }

    private string Claim(string condition, string claim) => $"""
        UPDATE {deliveries} SET status = 1, leased_by = @worker, intent_recorded = FALSE, attempts = attempts + 1,
            first_attempt = coalesce(first_attempt, @now)
        WHERE {condition}
        RETURNING {claim}
        """;
}
