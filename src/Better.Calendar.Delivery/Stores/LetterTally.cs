using System.Data.Common;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>From the rows of a relational database to the values of <see cref="ILetterLedger"/>: what all SQL stores have in common.</summary>
/// <remarks>For whoever writes a store. A state is stored as the number of its <see cref="LetterState"/>.</remarks>
public static class LetterTally
{
    /// <summary>An SQL expression over the columns <c>doubts</c> and <c>attempts</c>: the state of an email that is tried again.</summary>
    public const string StateOfOpen = "CASE WHEN doubts > 0 THEN 5 WHEN attempts > 1 THEN 4 ELSE 0 END";

    /// <summary>What is stored in place of the server's response where a worker stopped while it was sending.</summary>
    public const string Stopped = "the courier was stopped while the letter was handed over";

    /// <summary>Reads a row of five columns: number, job, attempts, doubts, time of the first attempt.</summary>
    /// <param name="row">The row that the reader stands on.</param>
    /// <param name="instant">Reads a time from a column; null where the column is NULL.</param>
    public static Claim Claim<TRow>(TRow row, Func<TRow, int, Instant?> instant)
        where TRow : DbDataReader
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(instant);
        return new()
        {
            Number = row.GetInt64(0),
            Job = LetterJob.FromJson(row.GetString(1)),
            Attempt = row.GetInt32(2),
            Doubts = row.GetInt32(3),
            FirstTried = instant(row, 4)!.Value,
        };
    }

    /// <summary>Reads a row of eight columns: number, job, state, due, attempts, doubts, answer, Message-ID.</summary>
    /// <param name="row">The row that the reader stands on.</param>
    /// <param name="instant">Reads a time from a column; null where the column is NULL.</param>
    public static LetterRecord Record<TRow>(TRow row, Func<TRow, int, Instant?> instant)
        where TRow : DbDataReader
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(instant);
        return new()
        {
            Number = row.GetInt64(0),
            Job = LetterJob.FromJson(row.GetString(1)),
            State = (LetterState)row.GetInt32(2),
            Due = instant(row, 3),
            Attempts = row.GetInt32(4),
            Doubts = row.GetInt32(5),
            Answer = row.GetString(6),
            MessageId = row.IsDBNull(7) ? null : row.GetString(7),
        };
    }

    /// <summary>Reads all records page by page, so that no transaction stays open while the caller looks at them.</summary>
    /// <param name="pageBehind">Reads the next records after a number, as many as it likes; an empty page ends the reading.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async IAsyncEnumerable<LetterRecord> PagesAsync(Func<long, CancellationToken, Task<IReadOnlyList<LetterRecord>>> pageBehind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pageBehind);
        var page = await pageBehind(0, cancellation).ConfigureAwait(false);
        while (page.Count > 0)
        {
            foreach (var record in page)
            {
                yield return record;
            }

            page = await pageBehind(page[^1].Number, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Adds up rows that are grouped by state.</summary>
    /// <param name="rows">For each state, final or not: how many emails are in it, and how many of these were uncertain once.</param>
    public static LetterCounts Of(IEnumerable<(LetterState State, bool IsFinal, long Letters, long Doubtful)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        long Count(LetterState state) => all.Where(row => row.State == state).Sum(static row => row.Letters);
        var left = all.Where(static row => row is { State: LetterState.Unknown, IsFinal: true }).Sum(static row => row.Letters);
        return new(
            Count(LetterState.Waiting),
            Count(LetterState.Sending),
            Count(LetterState.Sent),
            Count(LetterState.Refused),
            Count(LetterState.RetryAt),
            Count(LetterState.Unknown) - left,
            left,
            all.Sum(static row => row.Doubtful));
    }

    /// <summary>Why an email cannot be claimed.</summary>
    /// <param name="number">The number of the email.</param>
    /// <param name="due">When it is tried next; null where it is final.</param>
    /// <param name="isTurn">Whether all emails before it with the same recipient are final.</param>
    /// <param name="isHeld">Whether a worker is sending it.</param>
    public static ClaimAnswer Refusal(long number, Instant? due, bool isTurn, bool isHeld) => due switch
    {
        null => new(number, null, ClaimProblem.Done, null),
        _ when isHeld => new(number, null, ClaimProblem.InOtherHands, null),
        _ when !isTurn => new(number, null, ClaimProblem.NotItsTurn, null),
        _ => new(number, null, ClaimProblem.TooEarly, due),
    };
}
