
namespace Better.Calendar.Delivery.Worker;

/// <summary>From jobs to emails, just before they go out. Used by many threads at once.</summary>
internal sealed class MessageRenderer(IOutboxStore store, InvitationOptions options)
{
    // Versions of series that are under way together: few, for each keeps the masters of its emails. Small ones: a workshop each.
    private readonly DocumentCache<SeriesRenderer> seriesCache = new(4, (hash, cancellation) => ReadAsync(store, hash, document => new SeriesRenderer(document, options), cancellation));
    private readonly DocumentCache<WorkshopSeries> workshopCache = new(256, (hash, cancellation) => ReadAsync(store, hash, static document => document, cancellation));

    /// <summary>Prints an email.</summary>
    /// <exception cref="RenderException">It cannot be printed, now or ever.</exception>
    public async ValueTask<RenderedMessage> RenderAsync(OutboxMessage outboxMessage, CancellationToken cancellationToken)
    {
        try
        {
            var whole = await seriesCache.GetAsync(options.Privacy == AttendeePrivacy.RecipientOnly ? outboxMessage.SeriesHash : outboxMessage.ParticipantsHash, cancellationToken).ConfigureAwait(false);
            var message = new PlannedEmail
            {
                Kind = outboxMessage.Kind,
                Recipient = outboxMessage.RecipientSnapshot.ToParticipant(EmailAddress.Parse(outboxMessage.Recipient)),
                Workshop = outboxMessage.WorkshopId is null ? null : await WorkshopAsync(outboxMessage.WorkshopSnapshotHash).ConfigureAwait(false) ?? whole.GetWorkshop(outboxMessage),
                PreviousWorkshop = await WorkshopAsync(outboxMessage.PreviousWorkshopSnapshotHash).ConfigureAwait(false),
                RequestsNewResponse = outboxMessage.RequestsNewResponse,
                Revision = outboxMessage.Revision,
                FirstSequence = outboxMessage.FirstSequence,
                SeriesId = outboxMessage.SeriesId,
            };
            return whole.Render(message, outboxMessage.Timestamp);
        }
        catch (Exception problem) when (problem is ArgumentException or KeyNotFoundException or InvalidSeriesException)
        {
            throw new RenderException($"cannot be printed: {problem.Message}", problem);
        }

        async ValueTask<Workshop?> WorkshopAsync(string? hash) =>
            hash is null ? null : (await workshopCache.GetAsync(hash, cancellationToken).ConfigureAwait(false)).Workshops[0];
    }

    private static async Task<T> ReadAsync<T>(IOutboxStore store, string hash, Func<WorkshopSeries, T> make, CancellationToken cancellationToken)
    {
        var bytes = await store.GetSnapshotAsync(hash, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"the store has no document {hash}");
        using var document = new MemoryStream(bytes);
        return make(SeriesDocument.Read(document));
    }
}
