using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>A ledger in PostgreSQL (15 or newer), for couriers on any number of machines.</summary>
public sealed class PostgresLedger : ILetterLedger
{
    private readonly PostgresScripts scripts;

    /// <summary>A ledger.</summary>
    /// <param name="connection">Npgsql's connection string. Keep the password out of files: Npgsql reads PGPASSWORD and ~/.pgpass.</param>
    /// <param name="schema">The schema that its tables are in; created where it is missing.</param>
    /// <exception cref="ArgumentException">The connection string or the name of the schema is none.</exception>
    public PostgresLedger(string connection, string schema = "better_calendar_delivery") =>
        scripts = new(connection ?? throw new ArgumentNullException(nameof(connection)), schema ?? throw new ArgumentNullException(nameof(schema)));

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellation) => scripts.CreateAsync(cancellation);

    /// <inheritdoc/>
    public Task<int> AddAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyList<LetterJob> jobs, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(jobs);
        return scripts.RunAsync(
            async script =>
            {
                await script.RunAsync(
                    PostgresSchema.KeepDocuments,
                    new("hashes", documents.Select(static document => document.Hash).ToArray()),
                    new("octets", documents.Select(static document => document.Octets.ToArray()).ToArray())).ConfigureAwait(false);
                await script.RunAsync(PostgresSchema.LockForAdding).ConfigureAwait(false);
                return await script.RunAsync(
                    PostgresSchema.Add,
                    new("keys", jobs.Select(static job => job.Key).ToArray()),
                    new("lanes", jobs.Select(static job => job.Lane).ToArray()),
                    new("jobs", jobs.Select(static job => job.ToJson()).ToArray()),
                    new("now", now.ToDateTimeUtc())).ConfigureAwait(false);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<byte[]?> DocumentAsync(string hash, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return scripts.RunAsync(
            async script => (await script.RowsAsync(PostgresSchema.Document, static row => row.GetFieldValue<byte[]>(0), new NpgsqlParameter("hash", hash)).ConfigureAwait(false)).SingleOrDefault(),
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string courier, Instant now, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        return scripts.RunAsync<IReadOnlyList<Claim>>(
            async script => [.. (await script.RowsAsync(PostgresSchema.ClaimDue, ClaimOf, new("courier", courier), new("now", now.ToDateTimeUtc()), new("most", most)).ConfigureAwait(false)).OrderBy(static claim => claim.Number)],
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(string courier, Instant now, IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        ArgumentNullException.ThrowIfNull(numbers);
        return scripts.RunAsync<IReadOnlyList<ClaimAnswer>>(
            async script =>
            {
                long[] wanted = [.. numbers.Distinct()];
                var claims = await script.RowsAsync(PostgresSchema.Claim, ClaimOf, new("courier", courier), new("now", now.ToDateTimeUtc()), new("numbers", wanted)).ConfigureAwait(false);
                var answers = claims.ToDictionary(static claim => claim.Number, static claim => new ClaimAnswer(claim.Number, claim, ClaimProblem.None, null));
                if (answers.Count < wanted.Length)
                {
                    long[] others = [.. wanted.Where(number => !answers.ContainsKey(number))];
                    var seen = await script.RowsAsync(
                        PostgresSchema.Look,
                        static row => LetterTally.Refusal(row.GetInt64(0), InstantOf(row, 1), row.GetBoolean(2), row.GetBoolean(3)),
                        new NpgsqlParameter("numbers", others)).ConfigureAwait(false);
                    foreach (var answer in seen)
                    {
                        answers.Add(answer.Number, answer);
                    }
                }

                return [.. wanted.Select(number => answers.GetValueOrDefault(number) ?? new(number, null, ClaimProblem.Done, null))];
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> WriteAsync(string courier, IReadOnlyList<long> handovers, IReadOnlyList<Outcome> outcomes, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        ArgumentNullException.ThrowIfNull(handovers);
        ArgumentNullException.ThrowIfNull(outcomes);
        return scripts.RunAsync<IReadOnlyList<long>>(
            async script =>
            {
                if (outcomes.Count > 0)
                {
                    await script.RunAsync(
                        PostgresSchema.Settle,
                        new("courier", courier),
                        new("numbers", outcomes.Select(static outcome => outcome.Number).ToArray()),
                        new("states", outcomes.Select(static outcome => (short)outcome.State).ToArray()),
                        new("dues", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz) { Value = outcomes.Select(static outcome => outcome.Due?.ToDateTimeUtc()).ToArray() },
                        new("answers", outcomes.Select(static outcome => Storable(outcome.Answer)).ToArray()),
                        new("ids", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = outcomes.Select(static outcome => outcome.MessageId).ToArray() }).ConfigureAwait(false);
                    await script.RunAsync(PostgresSchema.NextTurn, new NpgsqlParameter("numbers", outcomes.Where(static outcome => outcome.Due is null).Select(static outcome => outcome.Number).ToArray())).ConfigureAwait(false);
                }

                if (handovers.Count == 0)
                {
                    return [];
                }

                var ours = await script.RowsAsync(PostgresSchema.HandOver, static row => row.GetInt64(0), new("courier", courier), new("numbers", handovers.ToArray())).ConfigureAwait(false);
                return [.. handovers.Except(ours)];
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task BeatAsync(string courier, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        return scripts.RunAsync(script => script.RunAsync(PostgresSchema.Beat, new NpgsqlParameter("courier", courier)), cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> TakeFromSilentAsync(Instant now, Duration silence, int sendsAgain, CancellationToken cancellation) =>
        scripts.RunAsync<IReadOnlyList<long>>(
            async script =>
            {
                NpgsqlParameter Silence() => new("silence", silence.ToTimeSpan());
                var doubtful = await script.RowsAsync(PostgresSchema.Doubt, static row => row.GetInt64(0), Silence(), new("again", sendsAgain), new("now", now.ToDateTimeUtc())).ConfigureAwait(false);
                if (doubtful.Count > 0)
                {
                    await script.RunAsync(PostgresSchema.NextTurn, new NpgsqlParameter("numbers", doubtful.ToArray())).ConfigureAwait(false);
                }

                await script.RunAsync(PostgresSchema.Free, Silence()).ConfigureAwait(false);
                await script.RunAsync(PostgresSchema.Forget, Silence()).ConfigureAwait(false);
                return doubtful;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> OfferAsync(Instant now, Instant givenBefore, int most, CancellationToken cancellation) =>
        scripts.RunAsync<IReadOnlyList<long>>(
            async script => [.. (await script.RowsAsync(PostgresSchema.Offer, static row => row.GetInt64(0), new("now", now.ToDateTimeUtc()), new("before", givenBefore.ToDateTimeUtc()), new("most", most)).ConfigureAwait(false)).Order()],
            cancellation);

    /// <inheritdoc/>
    public Task WithdrawOfferAsync(IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return scripts.RunAsync(script => script.RunAsync(PostgresSchema.WithdrawOffer, new NpgsqlParameter("numbers", numbers.ToArray())), cancellation);
    }

    /// <inheritdoc/>
    public Task<Instant?> NextDueAsync(CancellationToken cancellation) =>
        scripts.RunAsync(async script => (await script.RowsAsync(PostgresSchema.NextDue, static row => InstantOf(row, 0)).ConfigureAwait(false)).Single(), cancellation);

    /// <inheritdoc/>
    public Task<LetterCounts> CountAsync(CancellationToken cancellation) =>
        scripts.RunAsync(
            async script => LetterTally.Of(await script.RowsAsync(PostgresSchema.Count, static row => ((LetterState)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3))).ConfigureAwait(false)),
            cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<LetterRecord> ReadAsync(IReadOnlyCollection<LetterState> states, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(states);
        short[] only = [.. states.Select(static state => (short)state)];
        return LetterTally.PagesAsync((after, stop) => scripts.RunAsync(script => script.RowsAsync(PostgresSchema.Read, RecordOf, new("after", after), new("states", only)), stop), cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => scripts.DisposeAsync();

    // PostgreSQL's text holds anything but this; servers may answer anything at all.
    private static string Storable(string answer) => answer.Replace("\0", "", StringComparison.Ordinal);

    private static Claim ClaimOf(NpgsqlDataReader row) => LetterTally.Claim(row, InstantOf);

    private static LetterRecord RecordOf(NpgsqlDataReader row) => LetterTally.Record(row, InstantOf);

    private static Instant? InstantOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));
}
