using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>One comparison on its way: takes the workshops one by one and gathers what is not true any more.</summary>
internal sealed class TimeZoneComparison(WorkshopSeries series, PublishedTimes published, IDateTimeZoneProvider provider)
{
    private readonly List<InstantChange> instantChanges = [];
    private readonly List<LocalTimeChange> localTimeChanges = [];
    private readonly List<UnresolvedStart> unresolvedStarts = [];
    private readonly List<TimeZoneEmail> emails = [];
    private readonly List<string> notCompared = [];

    public TimeZoneChanges Result => new()
    {
        PublishedVersion = published.TimeZoneVersion,
        CurrentVersion = provider.VersionId,
        InstantChanges = instantChanges.ToValueList(),
        LocalTimeChanges = localTimeChanges.ToValueList(),
        UnresolvedStarts = unresolvedStarts.ToValueList(),
        Emails = emails.ToValueList(),
        NotCompared = notCompared.ToValueList(),
    };

    public void Compare(Workshop workshop)
    {
        var zoneId = workshop.Zone ?? series.Zone;
        var local = LocalTimeResolution.Resolve(workshop.Start, provider[zoneId], workshop.AmbiguousTime);
        if (published.FindTime(workshop.Id) is not { } promise || !published.Matches(workshop, zoneId) || HasOtherDisambiguation(local, promise.Start))
        {
            notCompared.Add(workshop.Id);
            return;
        }

        if (ResolveStart(workshop, promise, local) is not { } start)
        {
            return;
        }

        if (start != promise.Start)
        {
            instantChanges.Add(new(workshop.Id, promise.Start, start));
        }

        foreach (var participant in series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)))
        {
            var reading = FindLocalTimeChange(workshop, participant, promise, start);
            if (reading is not null)
            {
                localTimeChanges.Add(reading);
            }

            if (start != promise.Start)
            {
                emails.Add(new(workshop.Id, participant, TimeZoneEmailReason.InstantChanged));
            }
            else if (reading is not null)
            {
                emails.Add(new(workshop.Id, participant, TimeZoneEmailReason.LocalTimeChanged));
            }
        }
    }

    // Null where the organizer must decide first. Where one of two readings is what was promised, the promise holds meanwhile.
    private Instant? ResolveStart(Workshop workshop, PublishedTime publishedTime, LocalTimeResolution local)
    {
        if (local.ResolvedTime is { } start)
        {
            return start.ToInstant();
        }

        unresolvedStarts.Add(new(workshop.Id, publishedTime.Start, local.Kind == LocalTimeResolutionKind.Gap, local.Earlier, local.Later));
        return local.Kind == LocalTimeResolutionKind.Ambiguous && IsEitherInstant(local, publishedTime.Start) ? publishedTime.Start : null;
    }

    // The organizer has changed his mind about which of two he means; no rule has.
    private static bool HasOtherDisambiguation(LocalTimeResolution local, Instant published) =>
        local.Kind == LocalTimeResolutionKind.Disambiguated && local.ResolvedTime?.ToInstant() != published && IsEitherInstant(local, published);

    private static bool IsEitherInstant(LocalTimeResolution local, Instant published) => local.Earlier.ToInstant() == published || local.Later.ToInstant() == published;

    // Null where her clock shows what her email said, or where nothing was promised to anybody in her zone.
    private LocalTimeChange? FindLocalTimeChange(Workshop workshop, Participant participant, PublishedTime publishedTime, Instant start)
    {
        if (published.FindOffset(participant.Zone ?? series.Zone, workshop.Id) is not { } offset)
        {
            return null;
        }

        var zone = series.ZoneOf(participant, provider);
        var end = start + workshop.Duration;
        var reading = new LocalTimeChange(
            workshop.Id,
            participant,
            publishedTime.Start.WithOffset(offset.Start),
            publishedTime.End.WithOffset(offset.End),
            start.WithOffset(zone.GetUtcOffset(start)),
            end.WithOffset(zone.GetUtcOffset(end)));
        return reading.PublishedStart.LocalDateTime == reading.CurrentStart.LocalDateTime && reading.PublishedEnd.LocalDateTime == reading.CurrentEnd.LocalDateTime
            ? null
            : reading;
    }
}
