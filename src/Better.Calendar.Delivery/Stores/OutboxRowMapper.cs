using System.Data.Common;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>From the rows of a relational database to the values of <see cref="IOutboxStore"/>: what all SQL stores have in common.</summary>
/// <remarks>For whoever writes a store. A state is stored as the number of its <see cref="DeliveryStatus"/>.</remarks>
public static class OutboxRowMapper
{
    /// <summary>An SQL expression over the columns <c>doubts</c> and <c>attempts</c>: the state of an email that is tried again.</summary>
    public const string OpenStatusSql = "CASE WHEN doubts > 0 THEN 5 WHEN attempts > 1 THEN 4 ELSE 0 END";

    /// <summary>What is stored in place of the server's response where a worker stopped while it was sending.</summary>
    public const string WorkerStoppedResponse = "the worker was stopped while the email was handed over";

    /// <summary>Reads a row of five columns: number, job, attempts, doubts, time of the first attempt.</summary>
    /// <param name="row">The row that the reader stands on.</param>
    /// <param name="readInstant">Reads a time from a column; null where the column is NULL.</param>
    public static Claim ReadClaim<TRow>(TRow row, Func<TRow, int, Instant?> readInstant)
        where TRow : DbDataReader
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(readInstant);
        return new()
        {
            Number = row.GetInt64(0),
            Message = OutboxMessage.FromJson(row.GetString(1)),
            Attempt = row.GetInt32(2),
            UncertainSends = row.GetInt32(3),
            FirstAttempt = readInstant(row, 4)!.Value,
        };
    }

    /// <summary>Reads a row of eight columns: number, job, state, due, attempts, doubts, answer, Message-ID.</summary>
    /// <param name="row">The row that the reader stands on.</param>
    /// <param name="readInstant">Reads a time from a column; null where the column is NULL.</param>
    public static OutboxEntry ReadEntry<TRow>(TRow row, Func<TRow, int, Instant?> readInstant)
        where TRow : DbDataReader
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(readInstant);
        return new()
        {
            Number = row.GetInt64(0),
            Message = OutboxMessage.FromJson(row.GetString(1)),
            Status = (DeliveryStatus)row.GetInt32(2),
            Due = readInstant(row, 3),
            Attempts = row.GetInt32(4),
            UncertainSends = row.GetInt32(5),
            Response = row.GetString(6),
            MessageId = row.IsDBNull(7) ? null : row.GetString(7),
        };
    }

    /// <summary>Reads all records page by page, so that no transaction stays open while the caller looks at them.</summary>
    /// <param name="readPageAfter">Reads the next records after a number, as many as it likes; an empty page ends the reading.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<OutboxEntry> ReadPagesAsync(Func<long, CancellationToken, Task<IReadOnlyList<OutboxEntry>>> readPageAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readPageAfter);
        var page = await readPageAfter(0, cancellationToken).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var record in page)
            {
                yield return record;
            }

            page = await readPageAfter(page[^1].Number, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds up rows that are grouped by state.</summary>
    /// <param name="rows">For each state, final or not: how many emails are in it, and how many of these were uncertain once.</param>
    public static OutboxCounts ToCounts(IEnumerable<(DeliveryStatus State, bool IsFinal, long Emails, long Doubtful)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        long Count(DeliveryStatus state) => all.Where(row => row.State == state).Sum(static row => row.Emails);
        var left = all.Where(static row => row is { State: DeliveryStatus.Uncertain, IsFinal: true }).Sum(static row => row.Emails);
        return new(
            Count(DeliveryStatus.Waiting),
            Count(DeliveryStatus.Sending),
            Count(DeliveryStatus.Sent),
            Count(DeliveryStatus.Rejected),
            Count(DeliveryStatus.Deferred),
            Count(DeliveryStatus.Uncertain) - left,
            left,
            all.Sum(static row => row.Doubtful));
    }

    /// <summary>Why an email cannot be claimed.</summary>
    /// <param name="number">The number of the email.</param>
    /// <param name="due">When it is tried next; null where it is final.</param>
    /// <param name="isUnblocked">Whether all emails before it with the same recipient are final.</param>
    /// <param name="isLeased">Whether a worker is sending it.</param>
    public static ClaimResult ToClaimFailure(long number, Instant? due, bool isUnblocked, bool isLeased) => due switch
    {
        null => new(number, null, ClaimFailure.Completed, null),
        _ when isLeased => new(number, null, ClaimFailure.LeasedElsewhere, null),
        _ when !isUnblocked => new(number, null, ClaimFailure.BlockedByPredecessor, null),
        _ => new(number, null, ClaimFailure.NotDue, due),
    };
}
