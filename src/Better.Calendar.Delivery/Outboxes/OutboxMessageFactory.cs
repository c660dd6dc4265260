using System.Diagnostics;
using NodaTime;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>
/// Converts planned emails to outbox messages. A workshop that is not in the series, or differs there, gets a small document of its own.
/// </summary>
internal sealed class OutboxMessageFactory
{
    private readonly WorkshopSeries series;
    private readonly long timestampSeconds;
    private readonly InvitationOptions? options;
    private readonly Dictionary<string, string> renderings = new(StringComparer.OrdinalIgnoreCase);
    private readonly SeriesSnapshot seriesSnapshot;
    private readonly SeriesSnapshot participantsSnapshot;
    private readonly Dictionary<string, Workshop> workshops;
    private readonly Dictionary<ValueList<Workshop>, string> workshopSnapshots = [];
    private readonly List<SeriesSnapshot> newSnapshots;

    public OutboxMessageFactory(WorkshopSeries series, Instant at, InvitationOptions? options = null)
    {
        this.options = options;
        this.series = series;
        timestampSeconds = at.ToUnixTimeSeconds();
        participantsSnapshot = SeriesSnapshot.FromSeries(series);
        seriesSnapshot = SeriesSnapshot.FromSeries(series with { Participants = [] });

        // A series that cannot be read back cannot be rendered later: fail now.
        using var document = new MemoryStream(participantsSnapshot.Bytes.ToArray(), writable: false);
        SeriesDocument.Read(document, maxLength: int.MaxValue);
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
        WorkshopSnapshotHash = email.Workshop is null || IsInSeries(email.Workshop) ? null : SnapshotWorkshops([email.Workshop]),
        PreviousWorkshopSnapshotHash = email.PreviousWorkshop is { } before ? SnapshotWorkshops([before])
            : email.PreviousWorkshops.Count > 0 ? SnapshotWorkshops(email.PreviousWorkshops)
            : null,
        Sequence = email.Workshop?.Sequence ?? email.SeriesSequence ?? 0,
        IsCourseEmail = email.IsCourseEmail,
        FollowsFeed = email.FollowsFeed,
        SeriesSequence = email.SeriesSequence,
        OccurrenceResponses = email.OccurrenceResponses.Count == 0 ? null : email.OccurrenceResponses,
        FirstSequence = email.FirstSequence,
        Revision = email.Revision,
        RequestsNewResponse = email.RequestsNewResponse,
        Response = email.Response,
        Note = email.Note,
        HasNewMeeting = email.HasNewMeeting,
        Rendering = DescribeRendering(email.Recipient.Language ?? series.Language),
        TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null,
    };

    private string? DescribeRendering(string language)
    {
        if (options is null)
        {
            return null;
        }

        if (!renderings.TryGetValue(language, out var rendering))
        {
            renderings.Add(language, rendering = RenderingTraits.Describe(options, language));
        }

        return rendering;
    }

    private bool IsInSeries(Workshop workshop) =>
        workshops.TryGetValue(workshop.Id, out var known) && known with { Sequence = workshop.Sequence } == workshop;

    private string SnapshotWorkshops(ValueList<Workshop> described)
    {
        // Thousands of emails share their workshops.
        if (!workshopSnapshots.TryGetValue(described, out var hash))
        {
            var document = SeriesSnapshot.FromSeries(series with { Workshops = described, Participants = [], Recurrence = null });
            newSnapshots.Add(document);
            workshopSnapshots.Add(described, hash = document.Hash);
        }

        return hash;
    }
}
