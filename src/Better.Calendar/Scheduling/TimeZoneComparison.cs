using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>Compares the workshops one by one with their published times and collects the differences.</summary>
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
        if (published.FindTime(workshop.Id) is not { } publishedTime
            || !published.Matches(workshop, zoneId)
            || HasOtherDisambiguation(local, publishedTime.Start))
        {
            notCompared.Add(workshop.Id);
            return;
        }

        if (ResolveStart(workshop, publishedTime, local) is not { } start)
        {
            return;
        }

        if (start != publishedTime.Start)
        {
            instantChanges.Add(new(workshop.Id, publishedTime.Start, start));
        }

        foreach (var participant in series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)))
        {
            var localTimeChange = FindLocalTimeChange(workshop, participant, publishedTime, start);
            if (localTimeChange is not null)
            {
                localTimeChanges.Add(localTimeChange);
            }

            if (start != publishedTime.Start)
            {
                emails.Add(new(workshop.Id, participant, TimeZoneEmailReason.InstantChanged));
            }
            else if (localTimeChange is not null)
            {
                emails.Add(new(workshop.Id, participant, TimeZoneEmailReason.LocalTimeChanged));
            }
        }
    }

    // Null if the organizer must decide first. If the published start is one of the two possible starts, it remains valid for the time
    // being.
    private Instant? ResolveStart(Workshop workshop, PublishedTime publishedTime, LocalTimeResolution local)
    {
        if (local.ResolvedTime is { } start)
        {
            return start.ToInstant();
        }

        unresolvedStarts.Add(new(workshop.Id, publishedTime.Start, local.Kind == LocalTimeResolutionKind.Gap, local.Earlier, local.Later));
        return local.Kind == LocalTimeResolutionKind.Ambiguous && IsEitherInstant(local, publishedTime.Start) ? publishedTime.Start : null;
    }

    // The organizer has changed which of the two times is meant; the rules have not changed.
    private static bool HasOtherDisambiguation(LocalTimeResolution local, Instant published) =>
        local.Kind == LocalTimeResolutionKind.Disambiguated
            && local.ResolvedTime?.ToInstant() != published
            && IsEitherInstant(local, published);

    private static bool IsEitherInstant(LocalTimeResolution local, Instant published) =>
        local.Earlier.ToInstant() == published || local.Later.ToInstant() == published;

    // Null if the participant's clock shows what the email stated, or if nothing was published for their time zone.
    private LocalTimeChange? FindLocalTimeChange(Workshop workshop, Participant participant, PublishedTime publishedTime, Instant start)
    {
        if (published.FindOffset(participant.Zone ?? series.Zone, workshop.Id) is not { } offset)
        {
            return null;
        }

        var zone = series.ZoneOf(participant, provider);
        var end = start + workshop.Duration;
        var localTimeChange = new LocalTimeChange(
            workshop.Id,
            participant,
            publishedTime.Start.WithOffset(offset.Start),
            publishedTime.End.WithOffset(offset.End),
            start.WithOffset(zone.GetUtcOffset(start)),
            end.WithOffset(zone.GetUtcOffset(end)));
        return localTimeChange.PublishedStart.LocalDateTime == localTimeChange.CurrentStart.LocalDateTime
            && localTimeChange.PublishedEnd.LocalDateTime == localTimeChange.CurrentEnd.LocalDateTime
            ? null
            : localTimeChange;
    }
}
