using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>What is compared before a file with local times is written: the offset that its VTIMEZONE tells, and the true one.</summary>
internal static class ZoneProof
{
    /// <summary>No clock of the world ever went back by more than a day.</summary>
    private static readonly Duration LongestOverlap = Duration.FromHours(25);

    /// <summary>Demands that a VTIMEZONE tells the truth.</summary>
    /// <param name="lines">Its unfolded content lines.</param>
    /// <param name="zone">The truth.</param>
    /// <param name="instants">Every DTSTART, DTEND and RECURRENCE-ID that refers to it.</param>
    /// <exception cref="ZoneProofException">At one of them it tells another offset, or none.</exception>
    /// <exception cref="FormatException">The lines are not a VTIMEZONE that can be judged.</exception>
    public static void Demand(IReadOnlyList<string> lines, DateTimeZone zone, IEnumerable<Instant> instants)
    {
        if (Find(WrittenZone.Parse(lines), zone, instants) is { } lie)
        {
            throw new ZoneProofException(zone.Id, lie.Local, lie.Written, lie.True);
        }
    }

    /// <summary>The first instant that a reader of the VTIMEZONE would misread; null when there is none.</summary>
    public static Lie? Find(WrittenZone written, DateTimeZone zone, IEnumerable<Instant> instants)
    {
        foreach (var instant in instants)
        {
            var truth = zone.GetUtcOffset(instant);
            var local = instant.WithOffset(truth).LocalDateTime;
            var told = written.OffsetAt(local, out var behindGap);
            if (told == truth && Twin(zone, instant) is { } twin)
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
    public static Offset? Twin(DateTimeZone zone, Instant instant)
    {
        var interval = zone.GetZoneInterval(instant);
        if ((!interval.HasStart || instant - interval.Start > LongestOverlap) && (!interval.HasEnd || interval.End - instant > LongestOverlap))
        {
            return null;
        }

        var mapping = zone.MapLocal(instant.WithOffset(interval.WallOffset).LocalDateTime);
        return mapping.Count < 2 ? null
            : mapping.EarlyInterval.Contains(instant) ? mapping.LateInterval.WallOffset : mapping.EarlyInterval.WallOffset;
    }

    /// <summary>An instant that a VTIMEZONE tells wrong.</summary>
    /// <param name="At">The instant.</param>
    /// <param name="Local">Its local time, as the file writes it.</param>
    /// <param name="Written">What a reader makes of it; null where no observance is in force.</param>
    /// <param name="True">The truth.</param>
    internal readonly record struct Lie(Instant At, LocalDateTime Local, Offset? Written, Offset True);
}
