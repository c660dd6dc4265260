using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>From planned messages to jobs: finds what is in the series, and puts what is not into small documents of their own.</summary>
internal sealed class JobSorter
{
    private readonly WorkshopSeries series;
    private readonly long atSeconds;
    private readonly StoredDocument whole;
    private readonly Dictionary<string, Workshop> workshops;
    private readonly Dictionary<EmailAddress, Participant> participants;
    private readonly Dictionary<Workshop, string> asides = [];
    private readonly List<StoredDocument> fresh;

    public JobSorter(WorkshopSeries series, Instant at)
    {
        this.series = series;
        atSeconds = at.ToUnixTimeSeconds();
        whole = StoredDocument.Of(series);

        // What cannot be read cannot be printed: better said now.
        using var document = new MemoryStream(whole.Octets.ToArray(), writable: false);
        SeriesDocument.Read(document);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);
        participants = series.Participants.ToDictionary(static participant => participant.Email);
        fresh = [whole];
    }

    /// <summary>The documents that jobs since the last call need and earlier ones did not.</summary>
    public IReadOnlyList<StoredDocument> NewDocuments()
    {
        StoredDocument[] documents = [.. fresh];
        fresh.Clear();
        return documents;
    }

    public LetterJob JobOf(PlannedMessage message) => new()
    {
        Key = (message.SeriesId.Length > 0 ? message : message with { SeriesId = series.Id }).Key,
        SeriesId = series.Id,
        Document = whole.Hash,
        AtSeconds = atSeconds,
        Kind = message.Kind,
        Recipient = message.Recipient.Email.Value,
        RecipientIn = participants.TryGetValue(message.Recipient.Email, out var known) && known == message.Recipient ? null : Aside(message.Recipient),
        Workshop = message.Workshop?.Id,
        WorkshopIn = message.Workshop is null || IsInSeries(message.Workshop) ? null : Aside(message.Workshop),
        BeforeIn = message.Before is null ? null : Aside(message.Before),
        Sequence = message.Workshop?.Sequence ?? 0,
        FirstSequence = message.FirstSequence,
        Revision = message.Revision,
        AsksAgain = message.AsksAgain,
    };

    private bool IsInSeries(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var known) && known with { Sequence = workshop.Sequence } == workshop;

    private string Aside(Workshop workshop)
    {
        // Thousands of letters share a workshop.
        if (!asides.TryGetValue(workshop, out var hash))
        {
            asides.Add(workshop, hash = Keep(series with { Workshops = [workshop], Participants = [] }));
        }

        return hash;
    }

    // Her choice of workshops names some that the small document lacks; a letter to somebody who leaves does not look at it.
    private string Aside(Participant recipient) => Keep(series with { Participants = [recipient with { Workshops = null }], Workshops = [series.Workshops[0]] });

    private string Keep(WorkshopSeries small)
    {
        var document = StoredDocument.Of(small);
        fresh.Add(document);
        return document.Hash;
    }
}
