using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>One change of a zone's wall clock. Changes of a name or of the legal standard time alone are none.</summary>
/// <param name="Instant">The moment of the change.</param>
/// <param name="OffsetBefore">The offset before.</param>
/// <param name="OffsetAfter">The offset from then on.</param>
/// <param name="IsDaylight">Whether the time after it is the zone's summer time.</param>
/// <param name="Abbreviation">The abbreviation of the time after it.</param>
internal sealed record OffsetTransition(Instant Instant, Offset OffsetBefore, Offset OffsetAfter, bool IsDaylight, string Abbreviation)
{
    /// <summary>The moment as the wall clock showed it before the change: an onset as RFC 5545 3.6.5 writes it.</summary>
    public LocalDateTime Onset => Instant.WithOffset(OffsetBefore).LocalDateTime;

    /// <summary>Whether iCalendar's minutes can tell both offsets.</summary>
    public bool HasWholeMinuteOffsets => IsWholeMinutes(OffsetBefore) && IsWholeMinutes(OffsetAfter);

    /// <summary>Whether an offset is one of whole minutes: clients do not read the seconds of an old local mean time.</summary>
    public static bool IsWholeMinutes(Offset offset) => offset.Seconds % 60 == 0;

    /// <summary>The changes whose onset lies in these years, in order.</summary>
    public static List<OffsetTransition> FindAll(DateTimeZone zone, int firstYear, int lastYear)
    {
        var found = new List<OffsetTransition>();
        var before = zone.GetZoneInterval(Instant.FromUtc(firstYear, 1, 1, 0, 0) - Duration.FromDays(1));
        while (before.HasEnd)
        {
            var after = zone.GetZoneInterval(before.End);
            // Dublin and Morocco legislate winter as "negative saving": what follows it is their summer (client-known shape).
            var summer = after.Savings > Offset.Zero || (before.Savings < Offset.Zero && after.Savings == Offset.Zero);
            var transition = new OffsetTransition(before.End, before.WallOffset, after.WallOffset, summer, after.Name);
            var year = transition.Onset.Year;
            if (year > lastYear)
            {
                break;
            }

            if (transition.OffsetBefore != transition.OffsetAfter && year >= firstYear)
            {
                found.Add(transition);
            }

            before = after;
        }

        return found;
    }
}
