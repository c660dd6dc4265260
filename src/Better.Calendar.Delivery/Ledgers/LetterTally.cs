using System.Data.Common;
using System.Runtime.CompilerServices;
using Better.Calendar.Delivery.Outboxes;
using NodaTime;

namespace Better.Calendar.Delivery.Ledgers;

/// <summary>What rows of a ledger mean, whatever engine they come from.</summary>
internal static class LetterTally
{
    /// <summary>The state of a letter that is tried again: the number of a <see cref="LetterState"/>.</summary>
    public const string StateOfOpen = "CASE WHEN doubts > 0 THEN 5 WHEN attempts > 1 THEN 4 ELSE 0 END";

    /// <summary>What stands in place of a server's answer where a courier fell silent.</summary>
    public const string Stopped = "the courier was stopped while the letter was handed over";

    /// <summary>A row of number, job, attempts, doubts, first try.</summary>
    public static Claim Claim<TRow>(TRow row, Func<TRow, int, Instant?> instant)
        where TRow : DbDataReader => new()
        {
            Number = row.GetInt64(0),
            Job = LetterJob.FromJson(row.GetString(1)),
            Attempt = row.GetInt32(2),
            Doubts = row.GetInt32(3),
            FirstTried = instant(row, 4)!.Value,
        };

    /// <summary>A row of number, job, state, due, attempts, doubts, answer, Message-ID.</summary>
    public static LetterRecord Record<TRow>(TRow row, Func<TRow, int, Instant?> instant)
        where TRow : DbDataReader => new()
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

    /// <summary>All records, page by page.</summary>
    /// <param name="pageBehind">Reads those behind a number, as many as it likes; none: there are no more.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async IAsyncEnumerable<LetterRecord> PagesAsync(Func<long, CancellationToken, Task<IReadOnlyList<LetterRecord>>> pageBehind, [EnumeratorCancellation] CancellationToken cancellation)
    {
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

    public static LetterCounts Of(IEnumerable<(LetterState State, bool IsFinal, long Letters, long Doubtful)> rows)
    {
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

    public static ClaimAnswer Refusal(long number, Instant? due, bool isTurn, bool isHeld) => due switch
    {
        null => new(number, null, ClaimProblem.Done, null),
        _ when isHeld => new(number, null, ClaimProblem.InOtherHands, null),
        _ when !isTurn => new(number, null, ClaimProblem.NotItsTurn, null),
        _ => new(number, null, ClaimProblem.TooEarly, due),
    };
}
