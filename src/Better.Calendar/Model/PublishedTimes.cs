using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The times that the emails of a series published: the instants, and the UTC offsets of the participants' time zones.</summary>
/// <remarks>
/// Time zone rules can change after emails are sent. The document records what the emails published, so that
/// <c>TimeZoneChangeDetector</c> can find what is no longer correct. Compares by value.
/// </remarks>
public sealed record PublishedTimes
{
    /// <summary>The version of the time zone rules, as NodaTime names it: <c>TZDB: 2026f (mapping: 49)</c>.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string TimeZoneVersion { get; init => field = Guard.ValidateName(value, nameof(TimeZoneVersion)); }

    /// <summary>The published time of each workshop.</summary>
    /// <exception cref="ArgumentException">A workshop is given twice.</exception>
    public required ValueList<PublishedTime> Times { get; init => field = Guard.Validate(DuplicateProblem, value, nameof(Times)); }

    /// <summary>The published UTC offsets, for the time zones of the workshops and of the participants who are invited to them.</summary>
    /// <exception cref="ArgumentException">A time zone is given twice.</exception>
    public required ValueList<PublishedZone> Zones { get; init => field = Guard.Validate(DuplicateProblem, value, nameof(Zones)); }

    /// <summary>The published time of a workshop; null when none was published.</summary>
    internal PublishedTime? FindTime(string workshopId) => Times.FirstOrDefault(time => time.WorkshopId == workshopId);

    /// <summary>The published offsets of a time zone at a workshop; null when none were published.</summary>
    internal PublishedOffset? FindOffset(string zoneId, string workshopId) =>
        Zones.FirstOrDefault(zone => zone.ZoneId == zoneId)?.Offsets.FirstOrDefault(offset => offset.WorkshopId == workshopId);

    /// <summary>Whether the workshop still has the published local start in that time zone, and the published duration.</summary>
    /// <remarks>
    /// A difference means that the organizer changed the workshop: a revision of the series, not a change of time zone rules.
    /// </remarks>
    internal bool Matches(Workshop workshop, string zoneId) =>
        FindTime(workshop.Id) is { } time
        && FindOffset(zoneId, workshop.Id) is { } offset
        && time.Start.WithOffset(offset.Start).LocalDateTime == workshop.Start
        && time.End - time.Start == workshop.Duration;

    private static string? DuplicateProblem(ValueList<PublishedTime> times) =>
        DuplicateIdProblem(times.Select(static time => time.WorkshopId));

    private static string? DuplicateProblem(ValueList<PublishedZone> zones) => DuplicateIdProblem(zones.Select(static zone => zone.ZoneId));

    internal static string? DuplicateIdProblem(IEnumerable<string> ids) =>
        ids.GroupBy(static id => id, StringComparer.Ordinal).FirstOrDefault(static group => group.Skip(1).Any()) is { } group
            ? $"\"{group.Key}\" is given twice; give it once"
            : null;
}
