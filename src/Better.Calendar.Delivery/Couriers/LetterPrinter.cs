using Better.Calendar.Ics;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>From jobs to letters, just before they go out. Used by many threads at once.</summary>
internal sealed class LetterPrinter(ILetterLedger ledger, InvitationOptions options)
{
    // Versions of series that are under way together: few, for each keeps the masters of its letters. Small ones: a workshop each.
    private readonly DocumentShelf<PrintedSeries> series = new(4, (hash, cancellation) => ReadAsync(ledger, hash, document => new PrintedSeries(document, options), cancellation));
    private readonly DocumentShelf<WorkshopSeries> asides = new(256, (hash, cancellation) => ReadAsync(ledger, hash, static document => document, cancellation));

    /// <summary>Prints a letter.</summary>
    /// <exception cref="UnprintableException">It cannot be printed, now or ever.</exception>
    public async ValueTask<PrintedLetter> PrintAsync(LetterJob job, CancellationToken cancellation)
    {
        try
        {
            var whole = await series.TakeAsync(options.Privacy == AttendeePrivacy.OnlyYou ? job.Document : job.People, cancellation).ConfigureAwait(false);
            var message = new PlannedMessage
            {
                Kind = job.Kind,
                Recipient = job.Person.At(EmailAddress.Parse(job.Recipient)),
                Workshop = job.Workshop is null ? null : await WorkshopAsync(job.WorkshopIn).ConfigureAwait(false) ?? whole.Workshop(job),
                Before = await WorkshopAsync(job.BeforeIn).ConfigureAwait(false),
                AsksAgain = job.AsksAgain,
                Revision = job.Revision,
                FirstSequence = job.FirstSequence,
                SeriesId = job.SeriesId,
            };
            return whole.Print(message, job.At);
        }
        catch (Exception problem) when (problem is ArgumentException or KeyNotFoundException or InvalidSeriesException)
        {
            throw new UnprintableException($"cannot be printed: {problem.Message}", problem);
        }

        async ValueTask<Workshop?> WorkshopAsync(string? hash) =>
            hash is null ? null : (await asides.TakeAsync(hash, cancellation).ConfigureAwait(false)).Workshops[0];
    }

    private static async Task<T> ReadAsync<T>(ILetterLedger ledger, string hash, Func<WorkshopSeries, T> make, CancellationToken cancellation)
    {
        var octets = await ledger.DocumentAsync(hash, cancellation).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"the ledger has no document {hash}");
        using var document = new MemoryStream(octets);
        return make(SeriesDocument.Read(document));
    }
}
