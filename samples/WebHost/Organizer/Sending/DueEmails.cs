using Better.Calendar;
using Better.Calendar.AspNetCore;
using Better.Calendar.Delivery;
using NodaTime;

namespace WebHost.Organizer.Sending;

/// <summary>
/// The emails that edits of the series have made due, until the organizer sends them: then they are posted to the outbox, which sends each
/// of them once.
/// </summary>
/// <remarks>
/// Nothing is lost and nothing goes out twice, wherever the process stops. What a revision makes due is written before the series (see
/// <see cref="BetterCalendarOptions.BeforeRevision"/>), and counts only once the series says that it was planned: its state has the
/// timestamp of the last emails. What is posted is removed after the outbox has it; if the process stops in between, it is posted again,
/// and the outbox knows the keys.
/// </remarks>
internal sealed class DueEmails(ISeriesStore store, TimeProvider timeProvider) : IDisposable
{
    private const string DocumentName = "due";
    private const string SeriesName = "series";

    private readonly SemaphoreSlim changing = new(1, 1);

    /// <summary>Keeps the emails of a revision that is about to be stored.</summary>
    public Task AddAsync(SeriesRevision revision, CancellationToken cancellationToken) => ChangeAsync<bool>(
        (batches, series) =>
        {
            var counting = batches.Where(batch => Counts(batch, series));
            var added = DueBatch.FromRevision(revision);
            return Task.FromResult<(IReadOnlyList<DueBatch>, bool)>(
                ([.. added.Emails.Count > 0 ? counting.Append(added) : counting], true));
        },
        cancellationToken);

    /// <summary>What is due now, put together, in the order of sending.</summary>
    public async Task<IReadOnlyList<DueBatch>> ReadAsync(WorkshopSeries series, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(DocumentName, cancellationToken);
        return stored is null ? [] : DueMerger.Merge(DueBatch.Read(stored.Json).Where(batch => Counts(batch, series)));
    }

    /// <summary>Posts what is due to the outbox, if it is what the organizer has seen.</summary>
    /// <param name="outbox">The outbox.</param>
    /// <param name="digest">The digest of what they have seen (<see cref="Describe"/>).</param>
    /// <param name="cancellationToken">Cancels the operation; what was posted stays due, and is not posted twice.</param>
    /// <returns>How many emails were posted; null if something else is due now.</returns>
    public Task<int?> PostAsync(Outbox outbox, string digest, CancellationToken cancellationToken) => ChangeAsync<int?>(
        async (batches, series) =>
        {
            var due = DueMerger.Merge(batches.Where(batch => Counts(batch, series)));
            if (Describe(due) != digest)
            {
                return (batches, null);
            }

            var posted = 0;
            foreach (var batch in due)
            {
                posted += await outbox.EnqueueAsync(batch.Series, batch.Emails, batch.Timestamp, cancellationToken);
            }

            return ([.. batches.Where(batch => !Counts(batch, series))], posted);
        },
        cancellationToken);

    /// <summary>Erases a person from what is due.</summary>
    public Task ForgetAsync(EmailAddress email, CancellationToken cancellationToken) => ChangeAsync<bool>(
        (batches, _) => Task.FromResult<(IReadOnlyList<DueBatch>, bool)>(([.. batches.Select(batch => batch.Forget(email))], true)),
        cancellationToken);

    /// <summary>A digest of what is due, which the button that sends it brings back.</summary>
    public static string Describe(IReadOnlyList<DueBatch> due) =>
        PlanDigest.Create(due.SelectMany(static batch => batch.Emails.Select(email => $"{batch.Timestamp} {email.Key}")));

    public void Dispose() => changing.Dispose();

    // A batch whose revision was never stored, because the process stopped or somebody else was faster, is later than the last emails.
    private static bool Counts(DueBatch batch, WorkshopSeries? series) =>
        string.Equals(series?.Id, batch.Series.Id, StringComparison.OrdinalIgnoreCase)
        && series!.State?.LastTimestamp >= batch.Timestamp;

    private async Task<T> ChangeAsync<T>(
        Func<IReadOnlyList<DueBatch>, WorkshopSeries?, Task<(IReadOnlyList<DueBatch> Batches, T Result)>> change,
        CancellationToken cancellationToken)
    {
        await changing.WaitAsync(cancellationToken);
        try
        {
            var stored = await store.ReadAsync(DocumentName, cancellationToken);
            var batches = stored is null ? [] : DueBatch.Read(stored.Json);
            var series = await store.ReadAsync(SeriesName, cancellationToken) is { } document
                ? SeriesDocument.Read(document.Json, maxLength: int.MaxValue)
                : null;
            var (changed, result) = await change(batches, series);
            if (!ReferenceEquals(changed, batches) && (changed.Count > 0 || batches.Count > 0))
            {
                var now = Instant.FromUnixTimeSeconds(timeProvider.GetUtcNow().ToUnixTimeSeconds());
                if (!await store.WriteAsync(
                    DocumentName, new((stored?.Number ?? 0) + 1, now, DueBatch.Write(changed)), cancellationToken))
                {
                    throw new SeriesStoreException("Another program has changed the emails that are due. Try again.", isTransient: true);
                }
            }

            return result;
        }
        finally
        {
            changing.Release();
        }
    }
}
