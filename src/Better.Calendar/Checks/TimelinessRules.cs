using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>Whether an event is over already; for files too.</summary>
internal static class TimelinessRules
{
    public static readonly CheckRule Past = new("MAIL-08", Severity.Warning, Clients.All, Outcome.Works)
    {
        Demand = "An invitation or update is sent before the event ends.",
        Why = "Readers are asked about what is over.",
        Mend = "Do not send it.",
        Source = "Apple's and Nextcloud's senders leave such letters out",
    };

    public static readonly RuleFamily Family = new(Past) { Event = Check };

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        var now = calendar.Options.At ?? calendar.Letter?.Date;
        if (now is null || !calendar.IsRequest || made.RRule is not null || (made.End ?? made.Start) is not { } last)
        {
            return;
        }

        // A floating time or a date ends somewhere on earth at most half a day later.
        var end = last.At(ZoneIds.Find(last.ZoneId, calendar.Options.Zones)) ?? last.Local.InUtc().ToInstant() + Duration.FromHours(14);
        if (end < now)
        {
            found.Add(
                Past,
                calendar.At(last.Line),
                $"The event ended at {last.Line.Value}, before {(calendar.Options.At is null ? "the letter's Date" : "now")}.");
        }
    }
}
