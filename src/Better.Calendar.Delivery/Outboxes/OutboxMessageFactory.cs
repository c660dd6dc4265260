using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>
/// Converts planned emails to outbox messages. A workshop that is not in the series, or differs there, gets a small document of its own.
/// </summary>
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

        // A series that cannot be read back cannot be rendered later: fail now.
        using var document = new MemoryStream(participantsSnapshot.Bytes.ToArray(), writable: false);
        SeriesDocument.Read(document);
        workshops = series.Workshops.ToDictionary(static workshop => workshop.Id, StringComparer.OrdinalIgnoreCase);
        newSnapshots = [seriesSnapshot, participantsSnapshot];
    }

    /// <summary>Returns the documents that messages created since the last call refer to, and earlier ones did not.</summary>
    public IReadOnlyList<SeriesSnapshot> TakeNewSnapshots()
    {
        SeriesSnapshot[] documents = [.. newSnapshots];
        newSnapshots.Clear();
        return documents;
    }

    public OutboxMessage CreateMessage(PlannedEmail email) => new()
    {
        Key = (email.SeriesId.Length > 0 ? email : email with { SeriesId = series.Id }).Key,
        SeriesId = series.Id,
        SeriesHash = seriesSnapshot.Hash,
        ParticipantsHash = participantsSnapshot.Hash,
        TimestampSeconds = timestampSeconds,
        Kind = email.Kind,
        Recipient = email.Recipient.Email.Value,
        RecipientSnapshot = RecipientSnapshot.FromParticipant(email.Recipient),
        WorkshopId = email.Workshop?.Id,
        WorkshopSnapshotHash = email.Workshop is null || IsInSeries(email.Workshop) ? null : SnapshotWorkshop(email.Workshop),
        PreviousWorkshopSnapshotHash = email.PreviousWorkshop is null ? null : SnapshotWorkshop(email.PreviousWorkshop),
        Sequence = email.Workshop?.Sequence ?? 0,
        FirstSequence = email.FirstSequence,
        Revision = email.Revision,
        RequestsNewResponse = email.RequestsNewResponse,
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
