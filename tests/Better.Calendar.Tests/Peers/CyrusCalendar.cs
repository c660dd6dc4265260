using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Peers;

/// <summary>What a user of Cyrus sees.</summary>
/// <param name="Events">The events in the calendar.</param>
/// <param name="Busy">The busy times as Cyrus computes them, as periods in UTC.</param>
public sealed record CyrusCalendar(IReadOnlyList<CyrusEvent> Events, IReadOnlyList<string> Busy)
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>The busy times.</summary>
    public IReadOnlyList<Interval> BusyTimes => [.. Busy.Select(Parse)];

    // RFC 5545, 3.3.9: a period has its end, or its duration.
    private static Interval Parse(string period)
    {
        var (start, end) = (period.Split('/')[0], period.Split('/')[1]);
        var from = Utc.Parse(start).Value;
        return new Interval(
            from,
            end.StartsWith('P') ? from + PeriodPattern.NormalizingIso.Parse(end).Value.ToDuration() : Utc.Parse(end).Value);
    }
}
