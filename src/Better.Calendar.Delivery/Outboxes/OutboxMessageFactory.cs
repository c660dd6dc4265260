using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>From planned messages to jobs: finds what is in the series, and puts workshops that are not into small documents of their own.</summary>
internal sealed class OutboxMessageFactory
{
    private readonly WorkshopSeries series;
    private readonly long timestampSeconds;
    private readonly SeriesSnapshot seriesSnapshot;
    private readonly SeriesSnapshot participantsSnapshot;
    private readonly Dictionary<string, Workshop> workshops;
    private readonly Dictionary<Workshop, string> workshopSnapshots = [];
    private readonly List<SeriesSnapshot> newSnapshots;

    public OutboxMessageFactory(WorkshopSeries series, Instant at)
    {
        this.series = series;
        timestampSeconds = at.ToUnixTimeSeconds();
        participantsSnapshot = SeriesSnapshot.FromSeries(series);
        seriesSnapshot = SeriesSnapshot.FromSeries(series with { Participants = [] });

        // What cannot be read cannot be printed: better said now.
        using var document = new MemoryStream(participantsSnapshot.Bytes.ToArray(), writable: false);
        SeriesDocument.Read(document);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);
        newSnapshots = [seriesSnapshot, participantsSnapshot];
    }

    /// <summary>The documents that jobs since the last call need and earlier ones did not.</summary>
    public IReadOnlyList<SeriesSnapshot> TakeNewSnapshots()
    {
        SeriesSnapshot[] documents = [.. newSnapshots];
        newSnapshots.Clear();
        return documents;
    }

    public OutboxMessage CreateMessage(PlannedEmail message) => new()
    {
        Key = (message.SeriesId.Length > 0 ? message : message with { SeriesId = series.Id }).Key,
        SeriesId = series.Id,
        SeriesHash = seriesSnapshot.Hash,
        ParticipantsHash = participantsSnapshot.Hash,
        TimestampSeconds = timestampSeconds,
        Kind = message.Kind,
        Recipient = message.Recipient.Email.Value,
        RecipientSnapshot = RecipientSnapshot.FromParticipant(message.Recipient),
        WorkshopId = message.Workshop?.Id,
        WorkshopSnapshotHash = message.Workshop is null || IsInSeries(message.Workshop) ? null : SnapshotWorkshop(message.Workshop),
        PreviousWorkshopSnapshotHash = message.PreviousWorkshop is null ? null : SnapshotWorkshop(message.PreviousWorkshop),
        Sequence = message.Workshop?.Sequence ?? 0,
        FirstSequence = message.FirstSequence,
        Revision = message.Revision,
        RequestsNewResponse = message.RequestsNewResponse,
    };

    private bool IsInSeries(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var known) && known with { Sequence = workshop.Sequence } == workshop;

    private string SnapshotWorkshop(Workshop workshop)
    {
        // Thousands of emails share a workshop.
        if (!workshopSnapshots.TryGetValue(workshop, out var hash))
        {
            var document = SeriesSnapshot.FromSeries(series with { Workshops = [workshop], Participants = [] });
            newSnapshots.Add(document);
            workshopSnapshots.Add(workshop, hash = document.Hash);
        }

        return hash;
    }
}
