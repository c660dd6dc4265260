using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A VTIMEZONE read from its content lines, and the offset it tells (RFC 5545 3.6.5).</summary>
/// <remarks>Shares no code and no table with the generator: it is the generator's judge.</remarks>
internal sealed class VTimeZone
{
    private readonly List<VTimeZoneObservance> observances;

    private VTimeZone(string tzId, List<VTimeZoneObservance> observances) => (TzId, this.observances) = (tzId, observances);

    /// <summary>The id under which the file's times refer to it.</summary>
    public string TzId { get; }

    /// <summary>Reads a VTIMEZONE.</summary>
    /// <param name="lines">Unfolded content lines, BEGIN:VTIMEZONE first and END:VTIMEZONE last.</param>
    /// <exception cref="FormatException">They are not a VTIMEZONE that this evaluator can judge.</exception>
    public static VTimeZone Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count < 2 || lines[0] != "BEGIN:VTIMEZONE" || lines[lines.Count - 1] != "END:VTIMEZONE")
        {
            throw new FormatException("A VTIMEZONE begins with BEGIN:VTIMEZONE and ends with END:VTIMEZONE.");
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
                        throw new FormatException($"{line} has no end.");
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
                throw new FormatException($"'{line}' does not belong there in a VTIMEZONE.");
            }
        }

        if (tzId is null || found.Count == 0)
        {
            throw new FormatException("A VTIMEZONE needs one TZID and at least one STANDARD or DAYLIGHT.");
        }

        return new(tzId, found);
    }

    /// <summary>The offset at a local time; null where no observance is in force yet, which RFC 5545 leaves open.</summary>
    /// <remarks>A local time that comes twice is the first of the two; one that never comes has the offset before the gap
    /// (RFC 5545 3.3.5).</remarks>
    public Offset? GetUtcOffset(LocalDateTime local) => GetUtcOffset(local, out _);

    /// <summary>The offset at a local time.</summary>
    /// <param name="local">The time.</param>
    /// <param name="offsetAfterGap">For a time that never comes, the offset behind the gap, which many readers take; otherwise null.</param>
    public Offset? GetUtcOffset(LocalDateTime local, out Offset? offsetAfterGap)
    {
        offsetAfterGap = null;
        VTimeZoneObservance? inForce = null;
        LocalDateTime since = default;
        foreach (var observance in observances)
        {
            if (observance.LastOnset(local) is { } onset && (inForce is null || onset > since))
            {
                (inForce, since) = (observance, onset);
            }
        }

        if (inForce is null)
        {
            return null;
        }

        // An onset is told on the old clock. Forward by an hour, the hour behind it is the gap. Back by an hour, the hour before it
        // comes twice, and being before the onset it has the old offset already: the first occurrence.
        var gap = inForce.OffsetTo.Seconds - inForce.OffsetFrom.Seconds;
        if (gap <= 0 || local >= since.PlusSeconds(gap))
        {
            return inForce.OffsetTo;
        }

        offsetAfterGap = inForce.OffsetTo;
        return inForce.OffsetFrom;
    }
}
