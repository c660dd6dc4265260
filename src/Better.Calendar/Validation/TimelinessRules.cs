using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Whether an event is over already; for files too.</summary>
internal static class TimelinessRules
{
    public static readonly ValidationRule Past = new("MAIL-08", Severity.Warning, CalendarClients.All, ClientBehavior.WorksAsIntended)
    {
        Requirement = "An invitation or update is sent before the event ends.",
        Rationale = "Otherwise recipients are asked about an event that is over.",
        Fix = "Do not send it.",
        Reference = "Apple's and Nextcloud's servers do not send such emails",
    };

    public static readonly RuleFamily Family = new(Past) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent made, FindingCollector found)
    {
        var now = calendar.Options.ReferenceTime ?? calendar.Email?.Date;
        if (now is null || !calendar.IsRequest || made.RRule is not null || (made.End ?? made.Start) is not { } last)
        {
            return;
        }

        // A floating time or a date ends somewhere on earth at most half a day later.
        var end = last.ToInstant(TimeZoneIds.Find(last.ZoneId, calendar.Options.TimeZones)) ?? last.LocalDateTime.InUtc().ToInstant() + Duration.FromHours(14);
        if (end < now)
        {
            found.Add(
                Past,
                calendar.GetLocation(last.Line),
                $"The event ended at {last.Line.Value}, before {(calendar.Options.ReferenceTime is null ? "the email's Date" : "now")}.");
        }
    }
}
