using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>From planned messages to jobs: finds what is in the series, and puts workshops that are not into small documents of their own.</summary>
internal sealed class JobSorter
{
    private readonly WorkshopSeries series;
    private readonly long atSeconds;
    private readonly StoredDocument whole;
    private readonly StoredDocument people;
    private readonly Dictionary<string, Workshop> workshops;
    private readonly Dictionary<Workshop, string> asides = [];
    private readonly List<StoredDocument> fresh;

    public JobSorter(WorkshopSeries series, Instant at)
    {
        this.series = series;
        atSeconds = at.ToUnixTimeSeconds();
        people = StoredDocument.Of(series);
        whole = StoredDocument.Of(series with { Participants = [] });

        // What cannot be read cannot be printed: better said now.
        using var document = new MemoryStream(people.Octets.ToArray(), writable: false);
        SeriesDocument.Read(document);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);
        fresh = [whole, people];
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
        People = people.Hash,
        AtSeconds = atSeconds,
        Kind = message.Kind,
        Recipient = message.Recipient.Email.Value,
        Person = JobPerson.Of(message.Recipient),
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
            var document = StoredDocument.Of(series with { Workshops = [workshop], Participants = [] });
            fresh.Add(document);
            asides.Add(workshop, hash = document.Hash);
        }

        return hash;
    }
}
