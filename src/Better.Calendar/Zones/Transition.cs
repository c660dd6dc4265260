using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>One change of a zone's wall clock. Changes of a name or of the legal standard time alone are none.</summary>
/// <param name="At">The moment of the change.</param>
/// <param name="From">The offset before.</param>
/// <param name="To">The offset from then on.</param>
/// <param name="Summer">Whether the time after it is the zone's summer time.</param>
/// <param name="Name">The abbreviation of the time after it.</param>
internal sealed record Transition(Instant At, Offset From, Offset To, bool Summer, string Name)
{
    /// <summary>The moment as the wall clock showed it before the change: an onset as RFC 5545 3.6.5 writes it.</summary>
    public LocalDateTime Onset => At.WithOffset(From).LocalDateTime;

    /// <summary>Whether iCalendar's minutes can tell both offsets.</summary>
    public bool InMinutes => IsInMinutes(From) && IsInMinutes(To);

    /// <summary>Whether an offset is one of whole minutes: clients do not read the seconds of an old local mean time.</summary>
    public static bool IsInMinutes(Offset offset) => offset.Seconds % 60 == 0;

    /// <summary>The changes whose onset lies in these years, in order.</summary>
    public static List<Transition> Of(DateTimeZone zone, int firstYear, int lastYear)
    {
        var found = new List<Transition>();
        var before = zone.GetZoneInterval(Instant.FromUtc(firstYear, 1, 1, 0, 0) - Duration.FromDays(1));
        while (before.HasEnd)
        {
            var after = zone.GetZoneInterval(before.End);
            // Dublin and Morocco legislate winter as "negative saving": what follows it is their summer (client-known shape).
            var summer = after.Savings > Offset.Zero || (before.Savings < Offset.Zero && after.Savings == Offset.Zero);
            var transition = new Transition(before.End, before.WallOffset, after.WallOffset, summer, after.Name);
            var year = transition.Onset.Year;
            if (year > lastYear)
            {
                break;
            }

            if (transition.From != transition.To && year >= firstYear)
            {
                found.Add(transition);
            }

            before = after;
        }

        return found;
    }
}
