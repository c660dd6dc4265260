using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>What is compared before a file with local times is written: the offset that its VTIMEZONE tells, and the true one.</summary>
internal static class VTimeZoneVerifier
{
    /// <summary>No clock of the world ever went back by more than a day.</summary>
    private static readonly Duration MaxOverlap = Duration.FromHours(25);

    /// <summary>Demands that a VTIMEZONE tells the truth.</summary>
    /// <param name="lines">Its unfolded content lines.</param>
    /// <param name="zone">The truth.</param>
    /// <param name="instants">Every DTSTART, DTEND and RECURRENCE-ID that refers to it.</param>
    /// <exception cref="VTimeZoneMismatchException">At one of them it tells another offset, or none.</exception>
    /// <exception cref="FormatException">The lines are not a VTIMEZONE that can be judged.</exception>
    public static void Verify(IReadOnlyList<string> lines, DateTimeZone zone, IEnumerable<Instant> instants)
    {
        if (FindMismatch(VTimeZone.Parse(lines), zone, instants) is { } lie)
        {
            throw new VTimeZoneMismatchException(zone.Id, lie.LocalDateTime, lie.FileOffset, lie.ActualOffset);
        }
    }

    /// <summary>The first instant that a reader of the VTIMEZONE would misread; null when there is none.</summary>
    public static OffsetMismatch? FindMismatch(VTimeZone vTimeZone, DateTimeZone zone, IEnumerable<Instant> instants)
    {
        foreach (var instant in instants)
        {
            var truth = zone.GetUtcOffset(instant);
            var local = instant.WithOffset(truth).LocalDateTime;
            var told = vTimeZone.GetUtcOffset(local, out var behindGap);
            if (told == truth && FindAmbiguousCounterpart(zone, instant) is { } twin)
            {
                told = twin;
            }

            // An instant's local time does come: a VTIMEZONE that has a gap there is wrong, and not all readers forgive it.
            if (told != truth || behindGap is not null)
            {
                return new(instant, local, told == truth ? behindGap : told, truth);
            }
        }

        return null;
    }

    /// <summary>The other offset of a local time that comes twice; null for all others.</summary>
    /// <remarks>RFC 5545 3.3.5 lets a TZID and a local time mean the first of the two, but readers are divided: dateutil takes the
    /// first, libical and ical.js take the second. So neither can be told by a local time.</remarks>
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

    /// <summary>An instant that a VTIMEZONE tells wrong.</summary>
    /// <param name="Instant">The instant.</param>
    /// <param name="LocalDateTime">Its local time, as the file writes it.</param>
    /// <param name="FileOffset">What a reader makes of it; null where no observance is in force.</param>
    /// <param name="ActualOffset">The truth.</param>
    internal readonly record struct OffsetMismatch(Instant Instant, LocalDateTime LocalDateTime, Offset? FileOffset, Offset ActualOffset);
}
