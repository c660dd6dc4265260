using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>A ledger in one SQLite file (WAL): no server, no set-up; for the couriers of one machine.</summary>
/// <remarks>
/// The file holds addresses and names; keep it as you keep the series. A process that is killed loses nothing. With
/// <see cref="Durability.PowerLoss"/> neither does a machine whose power fails.
/// </remarks>
public sealed class SqliteLedger : ILetterLedger
{
    private readonly SqliteFile file;

    /// <summary>A ledger.</summary>
    /// <param name="path">Its file; created where it is missing.</param>
    /// <param name="durability">What it is safe from.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public SqliteLedger(string path, Durability durability = Durability.PowerLoss)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        file = Enum.IsDefined(durability)
            ? new(path, durability)
            : throw new ArgumentOutOfRangeException(nameof(durability), durability, $"durability must be {Durability.PowerLoss} or {Durability.ProcessDeath}, and is {durability}.");
    }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellation) => file.WriteAsync(static _ => true, cancellation);

    /// <inheritdoc/>
    public Task<int> AddAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyList<LetterJob> jobs, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(jobs);
        return file.WriteAsync(
            script =>
            {
                foreach (var document in documents)
                {
                    script.Run(SqliteSchema.KeepDocument, ("$hash", document.Hash), ("$octets", document.Octets.ToArray()));
                }

                return jobs.Count(job =>
                    script.Run(SqliteSchema.Add, ("$key", job.Key), ("$lane", job.Lane), ("$job", job.ToJson())) > 0
                    && script.Run(SqliteSchema.AddState, ("$now", now.ToUnixTimeMilliseconds()), ("$lane", job.Lane)) > 0);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<byte[]?> DocumentAsync(string hash, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return file.ReadAsync(script => script.Rows(SqliteSchema.Document, static row => (byte[]?)row[0], ("$hash", hash)) is [var octets] ? octets : null, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string courier, Instant now, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        return file.WriteAsync<IReadOnlyList<Claim>>(
            script => [.. script.Rows(SqliteSchema.ClaimDue, ClaimOf, ("$courier", courier), ("$now", now.ToUnixTimeMilliseconds()), ("$most", most)).OrderBy(static claim => claim.Number)],
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(string courier, Instant now, IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        ArgumentNullException.ThrowIfNull(numbers);
        return file.WriteAsync<IReadOnlyList<ClaimAnswer>>(script => [.. numbers.Select(number => Answer(script, courier, now.ToUnixTimeMilliseconds(), number))], cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> WriteAsync(string courier, IReadOnlyList<long> handovers, IReadOnlyList<Outcome> outcomes, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        ArgumentNullException.ThrowIfNull(handovers);
        ArgumentNullException.ThrowIfNull(outcomes);
        return file.WriteAsync<IReadOnlyList<long>>(
            script =>
            {
                if (outcomes.Count > 0)
                {
                    script.Run(SqliteSchema.Settle, ("$outcomes", SqliteJson.Of(outcomes)), ("$courier", courier));
                    script.Run(SqliteSchema.NextTurn, ("$numbers", SqliteJson.Of(outcomes.Where(static outcome => outcome.Due is null).Select(static outcome => outcome.Number))));
                }

                return handovers.Count == 0
                    ? []
                    : [.. handovers.Except(script.Rows(SqliteSchema.HandOver, static row => row.GetInt64(0), ("$numbers", SqliteJson.Of(handovers)), ("$courier", courier)))];
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task BeatAsync(string courier, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        return file.WriteAsync(script => script.Run(SqliteSchema.Beat, ("$courier", courier), ("$now", now.ToUnixTimeMilliseconds())), cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> TakeFromSilentAsync(Instant now, Duration silence, int sendsAgain, CancellationToken cancellation) =>
        file.WriteAsync<IReadOnlyList<long>>(
            script =>
            {
                var before = ("$before", (object?)(now - silence).ToUnixTimeMilliseconds());
                var doubtful = script.Rows(SqliteSchema.Doubtful, static row => row.GetInt64(0), before);
                foreach (var number in doubtful)
                {
                    script.Run(SqliteSchema.Doubt, ("$number", number), ("$again", sendsAgain), ("$now", now.ToUnixTimeMilliseconds()));
                }

                script.Run(SqliteSchema.NextTurn, ("$numbers", SqliteJson.Of(doubtful)));
                script.Run(SqliteSchema.Free, before);
                script.Run(SqliteSchema.Forget, before);
                return doubtful;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> OfferAsync(Instant now, Instant givenBefore, int most, CancellationToken cancellation) =>
        file.WriteAsync<IReadOnlyList<long>>(
            script => [.. script.Rows(SqliteSchema.Offer, static row => row.GetInt64(0), ("$now", now.ToUnixTimeMilliseconds()), ("$before", givenBefore.ToUnixTimeMilliseconds()), ("$most", most)).Order()],
            cancellation);

    /// <inheritdoc/>
    public Task WithdrawOfferAsync(IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return file.WriteAsync(script => numbers.Sum(number => script.Run(SqliteSchema.WithdrawOffer, ("$number", number))), cancellation);
    }

    /// <inheritdoc/>
    public Task<Instant?> NextDueAsync(CancellationToken cancellation) =>
        file.ReadAsync(script => script.Rows(SqliteSchema.NextDue, static row => InstantOf(row, 0)).Single(), cancellation);

    /// <inheritdoc/>
    public Task<LetterCounts> CountAsync(CancellationToken cancellation) =>
        file.ReadAsync(
            script => LetterTally.Of(script.Rows(SqliteSchema.Count, static row => ((LetterState)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)))),
            cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LetterRecord> ReadAsync(IReadOnlyCollection<LetterState> states, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(states);
        var sql = SqliteSchema.Read(states.Count == 0 ? "" : $"AND state IN ({string.Join(", ", states.Select(static state => (int)state))})");
        return LetterTally.PagesAsync((after, stop) => file.ReadAsync(script => script.Rows(sql, RecordOf, ("$after", after)), stop), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ClaimAnswer Answer(SqliteScript script, string courier, long now, long number)
    {
        var claims = script.Rows(SqliteSchema.Claim, ClaimOf, ("$courier", courier), ("$now", now), ("$number", number));
        if (claims.Count > 0)
        {
            return new(number, claims[0], ClaimProblem.None, null);
        }

        var seen = script.Rows(SqliteSchema.Look, static row => (Due: InstantOf(row, 0), IsTurn: row.GetBoolean(1), IsHeld: row.GetBoolean(2)), ("$number", number));
        return seen.Count == 0 ? new(number, null, ClaimProblem.Done, null) : LetterTally.Refusal(number, seen[0].Due, seen[0].IsTurn, seen[0].IsHeld);
    }

    private static Claim ClaimOf(SqliteDataReader row) => LetterTally.Claim(row, InstantOf);

    private static LetterRecord RecordOf(SqliteDataReader row) => LetterTally.Record(row, InstantOf);

    private static Instant? InstantOf(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(column));
}
