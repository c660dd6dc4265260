using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// Whether the texts of an email about one recurring event and its calendar part say the same of every workshop: time, title, place,
/// status, and whether a response is wanted; and whether it carries the responses that the attendance has.
/// </summary>
internal static class SeriesEmailConsistency
{
    public static IEnumerable<string> FindContradictions(
        SeriesRevision revision, PlannedEmail planned, ParsedEmail email, Attendance attendance)
    {
        var problems = new List<string>();
        var series = revision.Series;
        var texts = InvitationTexts.ForLanguage(series.LanguageOf(planned.Recipient));
        var isOff = planned.Kind is EmailKind.Cancellation or EmailKind.Withdrawal;
        Check(isOff == (email.Method == "CANCEL"), $"METHOD:{email.Method}");
        Check(isOff == Says(TextKey.RemoveFromCalendar), "the text and the METHOD differ on whether it is off");
        Check(email.Events.All(one => isOff == (one.Status == "CANCELLED")), "STATUS and METHOD differ");
        Check(email.Events.All(one => one.Sequence == planned.SeriesSequence), "an event has another SEQUENCE than the email");
        if (!isOff)
        {
            CheckWorkshops();
        }

        var asks = Says(TextKey.PleaseRespond) || Says(TextKey.ResponseRemainsValidIfGiven);
        Check(asks == email.Events.Any(static one => one.Asks), $"the text {(asks ? "asks" : "does not ask")} for a response");
        Check(
            !Says(TextKey.ResponseRemainsValid) || email.Events.All(static one => !one.IsUnanswered),
            "the text says that the response remains valid, and the calendar part has none");
        Check(Says(TextKey.ResponseNotNeeded) == (planned.Kind == EmailKind.Confirmation), "a confirmation needs no response");
        return problems;

        void CheckWorkshops()
        {
            var zone = series.ZoneOf(planned.Recipient, DateTimeZoneProviders.Tzdb);
            var tentative = texts[TextKey.StatusTentative];
            foreach (var workshop in series.Workshops.Where(static one => one.Status != WorkshopStatus.Cancelled))
            {
                var occurrence = RecurringProof.FindOccurrence(series, workshop.Id);
                var written = email.Events.FirstOrDefault(one => one.RecurrenceId == occurrence) ?? email.Event;
                var start = written.RecurrenceId is null ? occurrence!.Value : written.Start.ToInstant();
                var end = start + (written.End.ToInstant() - written.Start.ToInstant());
                var when = When.Create(texts.Dates, start.InZone(zone), end.InZone(zone));

                // Isolates are around what runs in another direction.
                var rows = email.Text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal)
                    .Split('\n')
                    .Where(line => line.Contains($": {written.Title}", StringComparison.Ordinal)
                        && line.Contains(when.Hours, StringComparison.Ordinal)
                        && (line.Contains(when.ShortDate, StringComparison.Ordinal) || line.Contains(when.Date, StringComparison.Ordinal)))
                    .ToList();
                Check(rows.Count > 0, $"the text does not say {when.ShortLine}: {written.Title}");

                // A word joiner keeps the hours on one line.
                var html = email.Html.Replace("\u2060", "", StringComparison.Ordinal);
                Check(
                    html.Contains(when.Hours, StringComparison.Ordinal)
                        && (html.Contains(when.ShortDate, StringComparison.Ordinal) || html.Contains(when.Date, StringComparison.Ordinal)),
                    $"the HTML does not say {when.ShortLine}");
                Check(
                    rows.Exists(row => row.Contains($" – {tentative}", StringComparison.Ordinal) == (written.Status == "TENTATIVE")),
                    $"workshop {workshop.Id} is {written.Status}, but not in the text");
                foreach (var place in written.Location.Split(" – "))
                {
                    Check(email.Text.Contains(place, StringComparison.Ordinal), $"the text does not say {place}");
                    Check(email.Html.Contains(place, StringComparison.Ordinal), $"the HTML does not say {place}");
                }

                var counted = attendance.Find(planned.Recipient.Email, workshop.Id) is { } entry && !entry.IsOutdated(series, workshop)
                    ? entry.Status?.ToString().ToUpperInvariant()
                    : null;
                var carried = planned.Kind switch
                {
                    EmailKind.Invitation => "NEEDS-ACTION",
                    EmailKind.Confirmation => "ACCEPTED",
                    _ => counted ?? "NEEDS-ACTION",
                };
                Check(
                    written.PartStat == carried && written.Asks == (carried == "NEEDS-ACTION"),
                    $"workshop {workshop.Id} has {written.Attendee}, and the attendance {counted ?? "no response"}");
            }
        }

        bool Says(TextKey key) => email.Text.Contains(texts[key], StringComparison.Ordinal);

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add($"{planned.Kind} {planned.Key}: {problem}.");
            }
        }
    }
}
