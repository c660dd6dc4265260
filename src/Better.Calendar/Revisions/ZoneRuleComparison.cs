using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Revisions;

/// <summary>One comparison on its way: takes the workshops one by one and gathers what is not true any more.</summary>
internal sealed class ZoneRuleComparison(WorkshopSeries series, Promises promised, IDateTimeZoneProvider provider)
{
    private readonly List<ZoneRuleMove> moves = [];
    private readonly List<ZoneRuleReading> readings = [];
    private readonly List<ZoneRuleDoubt> doubts = [];
    private readonly List<ZoneRuleLetter> letters = [];
    private readonly List<string> notCompared = [];

    public ZoneRuleChanges Result => new()
    {
        PromisedVersion = promised.TimeZoneVersion,
        CurrentVersion = provider.VersionId,
        Moves = moves.ToValueList(),
        Readings = readings.ToValueList(),
        Doubts = doubts.ToValueList(),
        Letters = letters.ToValueList(),
        NotCompared = notCompared.ToValueList(),
    };

    public void Compare(Workshop workshop)
    {
        var zoneId = workshop.Zone ?? series.Zone;
        var local = LocalStart.Of(workshop.Start, provider[zoneId], workshop.Fold);
        if (promised.InstantOf(workshop.Id) is not { } promise || !promised.IsMeantBy(workshop, zoneId) || IsOtherFold(local, promise.Start))
        {
            notCompared.Add(workshop.Id);
            return;
        }

        if (Start(workshop, promise, local) is not { } start)
        {
            return;
        }

        if (start != promise.Start)
        {
            moves.Add(new(workshop.Id, promise.Start, start));
        }

        foreach (var participant in series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)))
        {
            var reading = Reading(workshop, participant, promise, start);
            if (reading is not null)
            {
                readings.Add(reading);
            }

            if (start != promise.Start)
            {
                letters.Add(new(workshop.Id, participant, ZoneRuleReason.InstantMoved));
            }
            else if (reading is not null)
            {
                letters.Add(new(workshop.Id, participant, ZoneRuleReason.ReadingChanged));
            }
        }
    }

    // Null where the organiser must decide first. Where one of two readings is what was promised, the promise holds meanwhile.
    private Instant? Start(Workshop workshop, PromisedInstant promise, LocalStart local)
    {
        if (local.Start is { } start)
        {
            return start.ToInstant();
        }

        doubts.Add(new(workshop.Id, promise.Start, local.Kind == LocalStartKind.Gap, local.Earlier, local.Later));
        return local.Kind == LocalStartKind.Ambiguous && IsOneOf(local, promise.Start) ? promise.Start : null;
    }

    // The organiser has changed his mind about which of two he means; no rule has.
    private static bool IsOtherFold(LocalStart local, Instant promised) =>
        local.Kind == LocalStartKind.Chosen && local.Start?.ToInstant() != promised && IsOneOf(local, promised);

    private static bool IsOneOf(LocalStart local, Instant promised) => local.Earlier.ToInstant() == promised || local.Later.ToInstant() == promised;

    // Null where her clock shows what her letter said, or where nothing was promised to anybody in her zone.
    private ZoneRuleReading? Reading(Workshop workshop, Participant participant, PromisedInstant promise, Instant start)
    {
        if (promised.OffsetOf(participant.Zone ?? series.Zone, workshop.Id) is not { } offset)
        {
            return null;
        }

        var zone = series.ZoneOf(participant, provider);
        var end = start + workshop.Duration;
        var reading = new ZoneRuleReading(
            workshop.Id,
            participant,
            promise.Start.WithOffset(offset.Start),
            promise.End.WithOffset(offset.End),
            start.WithOffset(zone.GetUtcOffset(start)),
            end.WithOffset(zone.GetUtcOffset(end)));
        return reading.PromisedStart.LocalDateTime == reading.Start.LocalDateTime && reading.PromisedEnd.LocalDateTime == reading.End.LocalDateTime
            ? null
            : reading;
    }
}
