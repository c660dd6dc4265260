using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>What a series' emails promised: which instants, and what the clocks in people's zones would show.</summary>
/// <remarks>
/// Zone rules change after emails have gone out. The document remembers what was said, so that
/// <c>TimeZoneChangeDetector</c> can tell what is not true any more. Compares by value.
/// </remarks>
public sealed record PublishedTimes
{
    /// <summary>The zone rules that it was said by, as NodaTime names them: <c>TZDB: 2026f (mapping: 49)</c>.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string TimeZoneVersion { get; init => field = Guard.ValidateName(value, nameof(TimeZoneVersion)); }

    /// <summary>When each workshop was to take place.</summary>
    /// <exception cref="ArgumentException">A workshop is there twice.</exception>
    public required ValueList<PublishedTime> Times { get; init => field = Guard.Validate(DuplicateProblem, value, nameof(Times)); }

    /// <summary>What the clocks were to show, for every zone that a workshop is planned in or somebody invited to it reads in.</summary>
    /// <exception cref="ArgumentException">A zone is there twice.</exception>
    public required ValueList<PublishedZone> Zones { get; init => field = Guard.Validate(DuplicateProblem, value, nameof(Zones)); }

    /// <summary>What was promised of a workshop; null where nothing was.</summary>
    internal PublishedTime? FindTime(string workshopId) => Times.FirstOrDefault(promise => promise.WorkshopId == workshopId);

    /// <summary>What clocks were to show at a workshop; null where nothing was promised.</summary>
    internal PublishedOffset? FindOffset(string zoneId, string workshopId) =>
        Zones.FirstOrDefault(zone => zone.ZoneId == zoneId)?.Offsets.FirstOrDefault(offset => offset.WorkshopId == workshopId);

    /// <summary>Whether the organizer still means what was promised: the same local start in that zone, the same duration.</summary>
    /// <remarks>What he changed himself is a revision of the series and no matter of zone rules.</remarks>
    internal bool Matches(Workshop workshop, string zoneId) =>
        FindTime(workshop.Id) is { } promise
        && FindOffset(zoneId, workshop.Id) is { } offset
        && promise.Start.WithOffset(offset.Start).LocalDateTime == workshop.Start
        && promise.End - promise.Start == workshop.Duration;

    private static string? DuplicateProblem(ValueList<PublishedTime> instants) => DuplicateIdProblem(instants.Select(static promise => promise.WorkshopId));

    private static string? DuplicateProblem(ValueList<PublishedZone> zones) => DuplicateIdProblem(zones.Select(static zone => zone.ZoneId));

    internal static string? DuplicateIdProblem(IEnumerable<string> ids) =>
        ids.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any()) is { } group
            ? $"\"{group.Key}\" is there twice"
            : null;
}
