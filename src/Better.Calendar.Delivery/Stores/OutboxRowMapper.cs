using System.Data.Common;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>
/// Converts the rows of a relational database to the values of <see cref="IOutboxStore"/>: the code that all SQL stores share.
/// </summary>
/// <remarks>For authors of a store for another database. A status is stored as the number of its <see cref="DeliveryStatus"/>.</remarks>
public static class OutboxRowMapper
{
    /// <summary>Reads a row of five columns: number, message (JSON), attempts, uncertain sends, time of the first attempt.</summary>
    /// <typeparam name="TRow">The reader of the database driver.</typeparam>
    /// <param name="row">A reader that is positioned on the row.</param>
    /// <param name="readInstant">Reads a time from the column with the given index; returns null if the column is NULL.</param>
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

    /// <summary>
    /// Reads a row of nine columns: number, message (JSON), status, due, attempts, uncertain sends, response, Message-ID, reported.
    /// </summary>
    /// <typeparam name="TRow">The reader of the database driver.</typeparam>
    /// <param name="row">A reader that is positioned on the row.</param>
    /// <param name="readInstant">Reads a time from the column with the given index; returns null if the column is NULL.</param>
    public static OutboxEntry ReadEntry<TRow>(TRow row, Func<TRow, int, Instant?> readInstant)
        where TRow : DbDataReader
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(readInstant);
        return new()
        {
            Number = row.GetInt64(0),
            Message = OutboxMessage.FromJson(row.GetString(1)),
            Status = (DeliveryStatus)row.GetInt32(2) is var status && Enum.IsDefined(status)
                ? status
                : throw new InvalidCastException("A status is not one of the known numbers."),
            Due = readInstant(row, 3),
            Attempts = row.GetInt32(4),
            UncertainSends = row.GetInt32(5),
            Response = row.GetString(6),
            MessageId = row.IsDBNull(7) ? null : row.GetString(7),
            IsReported = row.GetBoolean(8),
        };
    }

    /// <summary>Reads all entries page by page, so that no transaction stays open while the caller processes them.</summary>
    /// <param name="readPageAfter">Reads a page of entries whose numbers are greater than the given one; an empty page ends the
    /// reading.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<OutboxEntry> ReadPagesAsync(
        Func<long, CancellationToken, Task<IReadOnlyList<OutboxEntry>>> readPageAfter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(readPageAfter);
        var page = await readPageAfter(0, cancellationToken).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var entry in page)
            {
                yield return entry;
            }

            page = await readPageAfter(page[^1].Number, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds up rows that are grouped by status.</summary>
    /// <param name="rows">For each status, final or not: the number of emails, and how many of them have at least one uncertain
    /// send.</param>
    public static OutboxCounts ToCounts(IEnumerable<(DeliveryStatus Status, bool IsFinal, long Emails, long WithUncertainSends)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        long Count(DeliveryStatus status) => all.Where(row => row.Status == status).Sum(static row => row.Emails);
        var left = all.Where(static row => row is { Status: DeliveryStatus.Uncertain, IsFinal: true }).Sum(static row => row.Emails);
        return new(
            Count(DeliveryStatus.Waiting),
            Count(DeliveryStatus.Sending),
            Count(DeliveryStatus.Sent),
            Count(DeliveryStatus.Rejected),
            Count(DeliveryStatus.Deferred),
            Count(DeliveryStatus.Uncertain) - left,
            left,
            Count(DeliveryStatus.Withdrawn),
            all.Sum(static row => row.WithUncertainSends));
    }

    /// <summary>Finds why an email could not be claimed.</summary>
    /// <param name="number">The number of the email.</param>
    /// <param name="due">When it may be sent next; null if its status is final.</param>
    /// <param name="isUnblocked">Whether all earlier emails with the same ordering key are final.</param>
    /// <param name="isLeased">Whether a worker has leased it.</param>
    public static ClaimResult ToClaimFailure(long number, Instant? due, bool isUnblocked, bool isLeased) => due switch
    {
        null => new(number, null, ClaimFailure.Completed, null),
        _ when isLeased => new(number, null, ClaimFailure.LeasedElsewhere, null),
        _ when !isUnblocked => new(number, null, ClaimFailure.BlockedByPredecessor, null),
        _ => new(number, null, ClaimFailure.NotDue, due),
    };
}
