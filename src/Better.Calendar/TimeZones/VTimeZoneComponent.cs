using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.TimeZones;

/// <summary>
/// How a time zone is written into a calendar file: as a VTIMEZONE that was verified for the instants of the file, or as UTC.
/// </summary>
/// <remarks>The same zone, instants and zone rules give the same lines on every day and machine.</remarks>
internal sealed record VTimeZoneComponent
{
    /// <summary>The TZID, for the VTIMEZONE and the times of the file. It is not written when <see cref="Encoding"/> is UTC.</summary>
    public required string TzId { get; init; }

    /// <summary>How the zone is written.</summary>
    public required VTimeZoneEncoding Encoding { get; init; }

    /// <summary>
    /// The content lines from BEGIN:VTIMEZONE to END:VTIMEZONE, unfolded and without line endings. Empty when <see cref="Encoding"/> is
    /// UTC.
    /// </summary>
    public required ValueList<string> Lines { get; init; }

    /// <summary>
    /// Why <see cref="Encoding"/> is not <see cref="VTimeZoneEncoding.Rules"/>, or which clients read it wrong, in English sentences;
    /// empty when it is, and none do.
    /// </summary>
    public string Reason { get; init; } = "";

    /// <summary>Creates the component for one file.</summary>
    /// <param name="zone">The zone, of any provider.</param>
    /// <param name="instants">Every DTSTART, DTEND and RECURRENCE-ID of the file in this zone; at least one.</param>
    /// <param name="profile">Which VTIMEZONEs are allowed.</param>
    /// <param name="options">What the host chose; the defaults if it is left out.</param>
    /// <exception cref="ArgumentException"><paramref name="instants"/> is empty.</exception>
    public static VTimeZoneComponent Create(
        DateTimeZone zone,
            IReadOnlyCollection<Instant> instants,
            VTimeZoneProfile profile,
            ZoneOptions options = default)
    {
        if (instants.Count == 0)
        {
            throw new ArgumentException(
                "There are no instants. Pass the times of the file for which the zone is written.",
                nameof(instants));
        }

        var tzId = TimeZoneIds.ToFileId(zone.Id, options.RenamedZoneIds);
        if (TimeZoneIds.IsUtc(zone.Id))
        {
            return CreateUtc(tzId, "The zone is UTC.");
        }

        if (!TimeZoneIds.IsValidTzId(tzId))
        {
            return CreateUtc(
                tzId,
                $"The zone id '{tzId}' has characters that clients do not read in a TZID; the times are written in UTC.");
        }

        // vobject takes no VTIMEZONE that equals UTC, and reads the name in a time zone database that may be older than ours.
        if (instants.All(instant => zone.GetUtcOffset(instant) == Offset.Zero
            && VTimeZoneVerifier.FindAmbiguousCounterpart(zone, instant) is null))
        {
            return CreateUtc(tzId, $"{zone.Id} equals UTC at the times of this file; they are written in UTC.");
        }

        var difference = profile == VTimeZoneProfile.RecurringEvent ? null : ZoneEditions.Recent.FindDifference(zone, instants);
        if (difference is not null && options.ChangedZoneRules == ChangedZoneRules.Utc)
        {
            return CreateUtc(tzId, $"{difference}, and many clients use their own; the times are written in UTC.");
        }

        var component = CreateLocal(zone, instants, profile, tzId);
        return difference is null || component.Encoding == VTimeZoneEncoding.Utc
            ? component
            : component with { Reason = $"{difference}; a client that uses an older one shows another time. {component.Reason}".TrimEnd() };
    }

    /// <summary>Writes the rules or observances that describe the instants; otherwise their constant offset; otherwise UTC.</summary>
    private static VTimeZoneComponent CreateLocal(
        DateTimeZone zone, IReadOnlyCollection<Instant> instants, VTimeZoneProfile profile, string tzId)
    {
        var (first, last) = (instants.Min(), instants.Max());
        var usable = VerifiedVTimeZone.GetCandidates(zone, profile, tzId, first.InZone(zone).Year, last.InZone(zone).Year)
            .FirstOrDefault(candidate => VTimeZoneVerifier.FindMismatch(candidate.Parsed, zone, instants) is null);
        if (usable is not null && (usable.Component.Encoding != VTimeZoneEncoding.Observances
            || usable.Parsed.IsEstablished(first.InZone(zone).LocalDateTime)))
        {
            return usable.ForFile(zone, instants);
        }

        // ruby-icalendar fails at an observance that begins after an event; only a recurring event over a clock change cannot do without.
        var component = CreateFixedOffset(zone, instants, tzId);
        return usable is not null && profile == VTimeZoneProfile.RecurringEvent && component.Encoding == VTimeZoneEncoding.Utc
            ? usable.Component
            : component;
    }

    /// <summary>Writes the constant offset of all the instants; UTC when they have different offsets.</summary>
    private static VTimeZoneComponent CreateFixedOffset(DateTimeZone zone, IReadOnlyCollection<Instant> instants, string tzId)
    {
        var first = instants.Min();
        var interval = zone.GetZoneInterval(first);
        if (!OffsetTransition.IsWholeMinutes(interval.WallOffset))
        {
            return CreateUtc(
                tzId,
                Invariant(
                    $"The offset {interval.WallOffset} of {tzId} has seconds, which clients do not read; the times are written in UTC."));
        }

        var lines =
            GeneratedObservance.WriteVTimeZone(
                tzId,
                [GeneratedObservance.CreateConstant(interval.WallOffset, first.InZone(zone).Year - 1, interval.Name)]);
        if (VTimeZoneVerifier.FindMismatch(VTimeZone.Parse(lines), zone, instants) is null)
        {
            return new()
            {
                TzId = tzId,
                Encoding = VTimeZoneEncoding.FixedOffset,
                Lines = lines,
                Reason = $"No yearly rule describes the clock changes of {tzId} around these times; the file has their constant offset.",
            };
        }

        foreach (var ambiguous in instants.Where(instant => VTimeZoneVerifier.FindAmbiguousCounterpart(zone, instant) is not null))
        {
            return CreateUtc(
                tzId,
                Invariant($"The local time {ambiguous.InZone(zone):uuuu-MM-dd'T'HH:mm} comes twice in {tzId}, and clients do not agree ")
                    + "which of the two it means; the times are written in UTC.");
        }

        return CreateUtc(
            tzId,
            $"No VTIMEZONE that all clients read describes the offsets of {tzId} at the times of this file; they are written in UTC.");
    }

    private static VTimeZoneComponent CreateUtc(string tzId, string reason) =>
        new() { TzId = tzId, Encoding = VTimeZoneEncoding.Utc, Lines = [], Reason = reason };
}
