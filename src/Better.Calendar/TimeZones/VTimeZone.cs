using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A VTIMEZONE (RFC 5545, 3.6.5) that was parsed from its content lines, and the UTC offsets that it defines.</summary>
/// <remarks>It shares no code and no data with the generator, so that it can verify what the generator writes.</remarks>
internal sealed class VTimeZone
{
    private readonly List<VTimeZoneObservance> observances;

    private VTimeZone(string tzId, List<VTimeZoneObservance> observances) => (TzId, this.observances) = (tzId, observances);

    /// <summary>The TZID by which the times of the calendar refer to it.</summary>
    public string TzId { get; }

    /// <summary>Parses a VTIMEZONE.</summary>
    /// <param name="lines">Unfolded content lines from BEGIN:VTIMEZONE to END:VTIMEZONE.</param>
    /// <exception cref="FormatException">The lines are not a VTIMEZONE, or it uses a feature that is not evaluated here.</exception>
    public static VTimeZone Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count < 2 || lines[0] != "BEGIN:VTIMEZONE" || lines[lines.Count - 1] != "END:VTIMEZONE")
        {
            throw new FormatException("A VTIMEZONE must begin with BEGIN:VTIMEZONE and end with END:VTIMEZONE.");
        }

        string? tzId = null;
        var found = new List<VTimeZoneObservance>(2);
        for (var at = 1; at < lines.Count - 1; at++)
        {
            var line = lines[at];
            if (line is "BEGIN:STANDARD" or "BEGIN:DAYLIGHT")
            {
                var end = at;
                var close = line == "BEGIN:STANDARD" ? "END:STANDARD" : "END:DAYLIGHT";
                while (lines[end] != close)
                {
                    if (++end == lines.Count - 1)
                    {
                        throw new FormatException($"'{line}' in a VTIMEZONE has no matching {close}.");
                    }
                }

                found.Add(VTimeZoneObservance.Parse(lines, at + 1, end));
                at = end;
            }
            else if (line.StartsWith("TZID:", StringComparison.Ordinal) && tzId is null)
            {
                tzId = line.Substring("TZID:".Length);
            }
            else if (line.StartsWith("BEGIN:", StringComparison.Ordinal) || line.StartsWith("END:", StringComparison.Ordinal)
                || line.StartsWith("TZID", StringComparison.Ordinal))
            {
                throw new FormatException($"The line '{line}' is not allowed at this position in a VTIMEZONE.");
            }
        }

        if (tzId is null || found.Count == 0)
        {
            throw new FormatException("A VTIMEZONE must have one TZID and at least one STANDARD or DAYLIGHT.");
        }

        return new(tzId, found);
    }

    /// <summary>Creates a zone from its observances; null when it has none.</summary>
    public static VTimeZone? Create(string tzId, List<VTimeZoneObservance> observances) =>
        observances.Count == 0 ? null : new(tzId, observances);

    /// <summary>
    /// Whether every observance began before a local time, and the one in force then has recurred since its DTSTART.
    /// </summary>
    /// <remarks>ruby-icalendar 2.8 fails before the DTSTART of an observance, and ts-ics 2.4 skips the onset at DTSTART.</remarks>
    public bool IsEstablished(LocalDateTime local)
    {
        var (recurred, since) = (true, LocalDateTime.MinIsoValue);
        foreach (var observance in observances)
        {
            if (observance.FindLastOnset(local) is not { } onset)
            {
                return false;
            }

            if (onset > since)
            {
                (recurred, since) = (!observance.HasRule || onset > observance.Start, onset);
            }
        }

        return recurred;
    }

    /// <summary>The UTC offset at a local time; null before the first onset, for which RFC 5545 defines no offset.</summary>
    /// <remarks>Of a local time that occurs twice, the first occurrence is meant; a skipped time has the offset before the gap
    /// (RFC 5545, 3.3.5).</remarks>
    public Offset? GetUtcOffset(LocalDateTime local) => GetUtcOffset(local, out _);

    /// <summary>The UTC offset at a local time; null before the first onset.</summary>
    /// <param name="local">The local time.</param>
    /// <param name="offsetAfterGap">For a skipped time, the offset after the gap, which many readers use; otherwise null.</param>
    public Offset? GetUtcOffset(LocalDateTime local, out Offset? offsetAfterGap)
    {
        offsetAfterGap = null;
        VTimeZoneObservance? inForce = null;
        LocalDateTime since = default;
        foreach (var observance in observances)
        {
            if (observance.FindLastOnset(local) is { } onset && (inForce is null || onset > since))
            {
                (inForce, since) = (observance, onset);
            }
        }

        if (inForce is null)
        {
            return null;
        }

        // An onset is a local time by the old offset. When the clocks go forward by an hour, the hour after the onset is skipped. When
        // they go back by an hour, the hour before the onset occurs twice; it still has the old offset here: the first occurrence.
        var gap = inForce.OffsetTo.Seconds - inForce.OffsetFrom.Seconds;
        if (gap <= 0 || local >= since.PlusSeconds(gap))
        {
            return inForce.OffsetTo;
        }

        offsetAfterGap = inForce.OffsetTo;
        return inForce.OffsetFrom;
    }
}
