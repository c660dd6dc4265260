namespace Better.Calendar.Workshops;

/// <summary>What a series' letters promised: which instants, and what the clocks in people's zones would show.</summary>
/// <remarks>
/// Zone rules change after letters have gone out. The document remembers what was said, so that
/// <c>ZoneRuleWatch</c> can tell what is not true any more. Compares by value.
/// </remarks>
public sealed record Promises
{
    /// <summary>The zone rules that it was said by, as NodaTime names them: <c>TZDB: 2026f (mapping: 49)</c>.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string TimeZoneVersion { get; init => field = Checked.Name(value, nameof(TimeZoneVersion)); }

    /// <summary>When each workshop was to take place.</summary>
    /// <exception cref="ArgumentException">A workshop is there twice.</exception>
    public required ValueList<PromisedInstant> Instants { get; init => field = Checked.By(TwiceProblem, value, nameof(Instants)); }

    /// <summary>What the clocks were to show, for every zone that a workshop is planned in or somebody invited to it reads in.</summary>
    /// <exception cref="ArgumentException">A zone is there twice.</exception>
    public required ValueList<PromisedZone> Zones { get; init => field = Checked.By(TwiceProblem, value, nameof(Zones)); }

    /// <summary>What was promised of a workshop; null where nothing was.</summary>
    internal PromisedInstant? InstantOf(string workshopId) => Instants.FirstOrDefault(promise => promise.WorkshopId == workshopId);

    /// <summary>What clocks were to show at a workshop; null where nothing was promised.</summary>
    internal PromisedOffset? OffsetOf(string zoneId, string workshopId) =>
        Zones.FirstOrDefault(zone => zone.ZoneId == zoneId)?.Offsets.FirstOrDefault(offset => offset.WorkshopId == workshopId);

    /// <summary>Whether the organiser still means what was promised: the same local start in that zone, the same duration.</summary>
    /// <remarks>What he changed himself is a revision of the series and no matter of zone rules.</remarks>
    internal bool IsMeantBy(Workshop workshop, string zoneId) =>
        InstantOf(workshop.Id) is { } promise
        && OffsetOf(zoneId, workshop.Id) is { } offset
        && promise.Start.WithOffset(offset.Start).LocalDateTime == workshop.Start
        && promise.End - promise.Start == workshop.Duration;

    private static string? TwiceProblem(ValueList<PromisedInstant> instants) => Twice(instants.Select(static promise => promise.WorkshopId));

    private static string? TwiceProblem(ValueList<PromisedZone> zones) => Twice(zones.Select(static zone => zone.ZoneId));

    internal static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any()) is { } group
            ? $"\"{group.Key}\" is there twice"
            : null;
}
