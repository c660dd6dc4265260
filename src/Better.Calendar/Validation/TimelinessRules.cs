using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>The rule that an event is not over yet; also for files.</summary>
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

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        var now = calendar.Options.ReferenceTime ?? calendar.Email?.Date;
        if (now is null || !calendar.IsRequest || vevent.RRule is not null || (vevent.End ?? vevent.Start) is not { } last)
        {
            return;
        }

        // A floating time or a date ends at most 14 hours later somewhere on earth.
        var end = last.ToInstant(calendar.FindNamedZone(last.ZoneId))
            ?? last.LocalDateTime.InUtc().ToInstant() + Duration.FromHours(14);
        if (end < now)
        {
            findings.Add(
                Past,
                calendar.GetLocation(last.Line),
                $"The event ended at {last.Line.Value}, before {(calendar.Options.ReferenceTime is null ? "the email's Date" : "now")}.");
        }
    }
}
