using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.TimeZones;

/// <summary>A zone as a file tells it: the VTIMEZONE's lines, proved for the file's instants, or the advice to write UTC.</summary>
/// <remarks>The same zone, instants and zone rules give the same lines on every day and machine.</remarks>
internal sealed record VTimeZoneComponent
{
    /// <summary>What is to be written as TZID, in the VTIMEZONE and after <c>TZID=</c>. Not to be written when the form is UTC.</summary>
    public required string TzId { get; init; }

    /// <summary>How the truth is told.</summary>
    public required VTimeZoneEncoding Encoding { get; init; }

    /// <summary>The content lines from BEGIN:VTIMEZONE to END:VTIMEZONE, unfolded, without line ends. Empty when the form is UTC.</summary>
    public required ValueList<string> Lines { get; init; }

    /// <summary>For people: why the form is not <see cref="VTimeZoneEncoding.Rules"/>; otherwise empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The component for one file.</summary>
    /// <param name="zone">Any provider's zone.</param>
    /// <param name="instants">Every DTSTART, DTEND and RECURRENCE-ID of the file in this zone; at least one.</param>
    /// <param name="profile">What may be written.</param>
    /// <param name="renamedZoneIds">Which name of a renamed zone is written.</param>
    /// <exception cref="ArgumentException">There are no instants.</exception>
    public static VTimeZoneComponent Create(
        DateTimeZone zone, IReadOnlyCollection<Instant> instants, VTimeZoneProfile profile, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        if (instants.Count == 0)
        {
            throw new ArgumentException("A zone is written for the instants of a file; there are none.", nameof(instants));
        }

        var tzId = TimeZoneIds.ToFileId(zone.Id, renamedZoneIds);
        if (TimeZoneIds.IsUtc(zone.Id))
        {
            return CreateUtc(tzId, "The zone is UTC itself.");
        }

        if (!TimeZoneIds.IsValidTzId(tzId))
        {
            return CreateUtc(tzId, $"The id '{tzId}' cannot be written as a TZID that clients read.");
        }

        var (first, last) = (instants.Min(), instants.Max());
        foreach (var proposal in VerifiedVTimeZone.GetCandidates(zone, profile, tzId, first.InZone(zone).Year, last.InZone(zone).Year))
        {
            if (VTimeZoneVerifier.FindMismatch(proposal.Parsed, zone, instants) is null)
            {
                return proposal.Component;
            }
        }

        return CreateFixedOffset(zone, instants, tzId);
    }

    /// <summary>The one offset of all these instants; UTC where they have several.</summary>
    private static VTimeZoneComponent CreateFixedOffset(DateTimeZone zone, IReadOnlyCollection<Instant> instants, string tzId)
    {
        var first = instants.Min();
        var interval = zone.GetZoneInterval(first);
        if (!OffsetTransition.IsWholeMinutes(interval.WallOffset))
        {
            return CreateUtc(tzId, Invariant($"The offset {interval.WallOffset} of {tzId} has seconds, which clients do not read."));
        }

        var lines = GeneratedObservance.WriteVTimeZone(tzId, [GeneratedObservance.CreateConstant(interval.WallOffset, first.InZone(zone).Year - 1, interval.Name)]);
        if (VTimeZoneVerifier.FindMismatch(VTimeZone.Parse(lines), zone, instants) is null)
        {
            return new()
            {
                TzId = tzId,
                Encoding = VTimeZoneEncoding.FixedOffset,
                Lines = lines,
                Reason = $"No yearly rule tells the clock changes of {tzId} around these times; the file tells their one offset.",
            };
        }

        foreach (var twin in instants.Where(instant => VTimeZoneVerifier.FindAmbiguousCounterpart(zone, instant) is not null))
        {
            return CreateUtc(tzId, Invariant(
                $"The local time {twin.InZone(zone):uuuu-MM-dd'T'HH:mm} comes twice in {tzId}, and clients do not agree which one it is."));
        }

        return CreateUtc(tzId, $"No VTIMEZONE that all clients read tells the times of this file in {tzId}.");
    }

    private static VTimeZoneComponent CreateUtc(string tzId, string reason) => new() { TzId = tzId, Encoding = VTimeZoneEncoding.Utc, Lines = [], Reason = reason };
}
