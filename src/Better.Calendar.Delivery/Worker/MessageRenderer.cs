using System.Collections.Concurrent;
using Better.Calendar.Delivery.Outboxes;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Renders outbox messages to emails just before they are sent. Thread-safe.</summary>
internal sealed class MessageRenderer(IOutboxStore store, InvitationOptions options)
{
    // Few versions of series, because each keeps the templates of its emails; more of the documents with a single workshop, which are
    // small.
    private readonly DocumentCache<SeriesRenderer> seriesCache =
        new(4, (hash, cancellation) => ReadAsync(store, hash, document => new SeriesRenderer(document, options), cancellation));
    private readonly DocumentCache<WorkshopSeries> workshopCache =
        new(256, (hash, cancellation) => ReadAsync(store, hash, static document => document, cancellation));

    private readonly ConcurrentDictionary<string, string> renderings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Renders an email.</summary>
    /// <exception cref="RenderException">The email cannot be rendered; a retry would not help.</exception>
    /// <exception cref="DeliveryStoppedException">It was posted to be rendered with other options.</exception>
    public async ValueTask<RenderedMessage> RenderAsync(OutboxMessage outboxMessage, CancellationToken cancellationToken)
    {
        try
        {
            var renderer =
                await seriesCache.GetAsync(options.Privacy == AttendeePrivacy.RecipientOnly
                    ? outboxMessage.SeriesHash
                    : outboxMessage.ParticipantsHash, cancellationToken)
                .ConfigureAwait(false);
            CheckOptions(outboxMessage, renderer.Language);
            var previous = await GetWorkshopsAsync(outboxMessage.PreviousWorkshopSnapshotHash).ConfigureAwait(false);
            var email = new PlannedEmail
            {
                Kind = outboxMessage.Kind,
                Recipient = outboxMessage.RecipientSnapshot.ToParticipant(EmailAddress.Parse(outboxMessage.Recipient)),
                Workshop = outboxMessage.WorkshopId is null
                    ? null
                    : GetFirst(await GetWorkshopsAsync(outboxMessage.WorkshopSnapshotHash).ConfigureAwait(false))
                        ?? renderer.GetWorkshop(outboxMessage),
                PreviousWorkshop = outboxMessage.WorkshopId is null ? null : GetFirst(previous),
                PreviousWorkshops = outboxMessage.WorkshopId is null ? previous : [],
                IsCourseEmail = outboxMessage.IsCourseEmail,
                FollowsFeed = outboxMessage.FollowsFeed,
                SeriesSequence = outboxMessage.SeriesSequence,
                OccurrenceResponses = (outboxMessage.OccurrenceResponses ?? []).ToValueList(),
                RequestsNewResponse = outboxMessage.RequestsNewResponse,
                Response = outboxMessage.Response,
                Note = outboxMessage.Note,
                HasNewMeeting = outboxMessage.HasNewMeeting,
                Revision = outboxMessage.Revision,
                FirstSequence = outboxMessage.FirstSequence,
                SeriesId = outboxMessage.SeriesId,
            };
            return renderer.Render(email, outboxMessage.Timestamp);
        }
        catch (Exception problem) when (problem is ArgumentException or KeyNotFoundException or InvalidSeriesException)
        {
            throw new RenderException($"The email cannot be rendered: {problem.Message}", problem);
        }

        async ValueTask<ValueList<Workshop>> GetWorkshopsAsync(string? hash) =>
            hash is null ? [] : (await workshopCache.GetAsync(hash, cancellationToken).ConfigureAwait(false)).Workshops;
    }

    private void CheckOptions(OutboxMessage message, string seriesLanguage)
    {
        if (message.Rendering is not { } posted)
        {
            return;
        }

        var own = renderings.GetOrAdd(
            message.RecipientSnapshot.Language ?? seriesLanguage,
            language => RenderingTraits.Describe(options, language));
        if (posted != own)
        {
            throw new DeliveryStoppedException(
                "The emails in the outbox were posted to be rendered with other options than this worker has: "
                    + $"{RenderingTraits.DescribeDifference(posted, own)}. Give the worker the same InvitationOptions.");
        }
    }

    private static Workshop? GetFirst(ValueList<Workshop> workshops) => workshops.Count == 0 ? null : workshops[0];

    private static async Task<T> ReadAsync<T>(
        IOutboxStore store,
        string hash,
        Func<WorkshopSeries, T> convert,
        CancellationToken cancellationToken)
    {
        var bytes = await store.GetSnapshotAsync(hash, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The store has no series document with the hash {hash}.");
        using var document = new MemoryStream(bytes);
        return convert(SeriesDocument.Read(document, maxLength: int.MaxValue));
    }
}
