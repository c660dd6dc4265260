using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>
/// A clock change of a zone: its UTC offset changes. A change of the abbreviation or of the legal standard time alone is not one.
/// </summary>
/// <param name="Instant">When the clocks change.</param>
/// <param name="OffsetBefore">The offset before the change.</param>
/// <param name="OffsetAfter">The offset from the change on.</param>
/// <param name="IsDaylight">Whether summer time is in force after the change.</param>
/// <param name="Abbreviation">The abbreviation of the time after the change, such as CEST.</param>
internal sealed record OffsetTransition(Instant Instant, Offset OffsetBefore, Offset OffsetAfter, bool IsDaylight, string Abbreviation)
{
    /// <summary>The local time of the change by the offset before it, as DTSTART of an observance has it (RFC 5545, 3.6.5).</summary>
    public LocalDateTime Onset => Instant.WithOffset(OffsetBefore).LocalDateTime;

    /// <summary>Whether both offsets are whole minutes.</summary>
    public bool HasWholeMinuteOffsets => IsWholeMinutes(OffsetBefore) && IsWholeMinutes(OffsetAfter);

    /// <summary>Whether an offset is a whole number of minutes. Clients do not read the seconds that old local mean times have.</summary>
    public static bool IsWholeMinutes(Offset offset) => offset.Seconds % 60 == 0;

    /// <summary>Finds the clock changes whose onset is in the given local years, in order.</summary>
    public static List<OffsetTransition> FindAll(DateTimeZone zone, int firstYear, int lastYear)
    {
        var found = new List<OffsetTransition>();
        var before = zone.GetZoneInterval(Instant.FromUtc(firstYear, 1, 1, 0, 0) - Duration.FromDays(1));
        while (before.HasEnd)
        {
            var after = zone.GetZoneInterval(before.End);
            // In Dublin and Morocco, winter time is a negative saving by law; the time after it is what clients call summer time.
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
