using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>
/// Compares the offsets of a VTIMEZONE with those of its time zone at all times of a calendar file, before the file is written.
/// </summary>
internal static class VTimeZoneVerifier
{
    /// <summary>Longer than any clock change: no zone ever went back by more than a day.</summary>
    private static readonly Duration MaxOverlap = Duration.FromHours(25);

    /// <summary>Throws when a VTIMEZONE differs from its time zone at one of the instants.</summary>
    /// <param name="lines">The unfolded content lines of the VTIMEZONE.</param>
    /// <param name="zone">The zone with the correct offsets.</param>
    /// <param name="instants">Every DTSTART, DTEND and RECURRENCE-ID that refers to the VTIMEZONE.</param>
    /// <exception cref="VTimeZoneMismatchException">At one of the instants the VTIMEZONE has another offset, or none.</exception>
    /// <exception cref="FormatException">The lines are not a VTIMEZONE, or it uses a feature that is not evaluated here.</exception>
    public static void Verify(IReadOnlyList<string> lines, DateTimeZone zone, IEnumerable<Instant> instants)
    {
        if (FindMismatch(VTimeZone.Parse(lines), zone, instants) is { } mismatch)
        {
            throw new VTimeZoneMismatchException(zone.Id, mismatch.LocalDateTime, mismatch.FileOffset, mismatch.ActualOffset);
        }
    }

    /// <summary>Finds the first instant that a client would misread by the VTIMEZONE; null when there is none.</summary>
    public static OffsetMismatch? FindMismatch(VTimeZone vTimeZone, DateTimeZone zone, IEnumerable<Instant> instants)
    {
        foreach (var instant in instants)
        {
            var actual = zone.GetUtcOffset(instant);
            var local = instant.WithOffset(actual).LocalDateTime;
            var inFile = vTimeZone.GetUtcOffset(local, out var offsetAfterGap);
            if (inFile == actual && FindAmbiguousCounterpart(zone, instant) is { } other)
            {
                inFile = other;
            }

            // The local time of an instant does occur: a VTIMEZONE with a gap at that time is wrong, and some clients use the offset after
            // the gap.
            if (inFile != actual || offsetAfterGap is not null)
            {
                return new(instant, local, inFile == actual ? offsetAfterGap : inFile, actual);
            }
        }

        return null;
    }

    /// <summary>Finds the other offset of an instant whose local time occurs twice; null when the local time occurs once.</summary>
    /// <remarks>By RFC 5545, 3.3.5, a TZID and a local time mean the first of the two, but clients differ: dateutil uses the first,
    /// libical and ical.js use the second. So a local time can express neither of them.</remarks>
    public static Offset? FindAmbiguousCounterpart(DateTimeZone zone, Instant instant)
    {
        var interval = zone.GetZoneInterval(instant);
        if ((!interval.HasStart || instant - interval.Start > MaxOverlap) && (!interval.HasEnd || interval.End - instant > MaxOverlap))
        {
            return null;
        }

        var mapping = zone.MapLocal(instant.WithOffset(interval.WallOffset).LocalDateTime);
        return mapping.Count < 2 ? null
            : mapping.EarlyInterval.Contains(instant) ? mapping.LateInterval.WallOffset : mapping.EarlyInterval.WallOffset;
    }

    /// <summary>An instant at which a VTIMEZONE has a wrong offset.</summary>
    /// <param name="Instant">The instant.</param>
    /// <param name="LocalDateTime">Its local time, as it is written in the file.</param>
    /// <param name="FileOffset">The offset that a client may use; null when no observance is in force.</param>
    /// <param name="ActualOffset">The correct offset.</param>
    internal readonly record struct OffsetMismatch(Instant Instant, LocalDateTime LocalDateTime, Offset? FileOffset, Offset ActualOffset);
}
