using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// Whether the texts of an email and its calendar part say the same: time, place, status, and whether a response is wanted. Each text is
/// compared with what the parsed calendar part says, in the reader's language and time zone.
/// </summary>
internal static class EmailConsistency
{
    public static IEnumerable<string> FindContradictions(WorkshopSeries series, PlannedEmail planned, ParsedEmail email)
    {
        var problems = new List<string>();
        var written = email.Event;
        var texts = InvitationTexts.ForLanguage(series.LanguageOf(planned.Recipient));
        var zone = series.ZoneOf(planned.Recipient, DateTimeZoneProviders.Tzdb);
        var when = texts.Dates.When(written.Start.WithZone(zone), written.End.WithZone(zone));
        var html = email.Html.Replace("\u2060", "", StringComparison.Ordinal).Replace('\u00A0', ' ');
        var isCancelled = written.Status == "CANCELLED";

        Check(email.Text.Contains(when, StringComparison.Ordinal), $"the text does not say {when}");
        var shown = When.Create(texts.Dates, written.Start.WithZone(zone), written.End.WithZone(zone));
        foreach (var part in new[] { shown.Date, shown.Hours, shown.Offset })
        {
            Check(html.Contains(part.Replace('\u00A0', ' '), StringComparison.Ordinal), $"the HTML does not say {part}");
        }

        var day = texts.Dates.ShortDate(written.Start.WithZone(zone).Date);
        Check(email.Subject.Contains(day, StringComparison.Ordinal), $"the subject does not say {day}");
        Check(email.Text.Contains(written.Title, StringComparison.Ordinal), $"the text does not say {written.Title}");
        Check(isCancelled == (email.Method == "CANCEL"), $"METHOD:{email.Method} with STATUS:{written.Status}");

        // An email that takes the workshop out of the calendar says so, and no other does.
        var saysOff = Says(TextKey.RemoveFromCalendar);
        Check(saysOff == isCancelled, $"STATUS:{written.Status}, but the text says {(saysOff ? "" : "not ")}that it is off");
        if (!isCancelled)
        {
            foreach (var place in written.Location.Split(" – "))
            {
                Check(email.Text.Contains(place, StringComparison.Ordinal), $"the text does not say {place}");
                Check(email.Html.Contains(place, StringComparison.Ordinal), $"the HTML does not say {place}");
            }

            var status = texts[TextKey.LabelledLine].Replace("{label}", texts[TextKey.StatusLabel], StringComparison.Ordinal)
                .Replace("{value}", texts[TextKey.StatusTentative], StringComparison.Ordinal);

            // If that has just changed, it stands among the changes alone, beside what it was.
            var changed = new[] { TextKey.StatusConfirmed, TextKey.StatusCancelled }.Select(before => texts.Format(
                TextKey.ChangedLine,
                ("field", texts[TextKey.StatusLabel]),
                ("old", texts[before]),
                ("new", texts[TextKey.StatusTentative])));
            var saysTentative = changed.Append(status).Any(line => email.Text.Contains(line, StringComparison.Ordinal));
            Check(saysTentative == (written.Status == "TENTATIVE"), $"STATUS:{written.Status}, but not in the text");
        }

        // Where no response is known, an update asks those who have not responded, and the calendar part cannot know who that is.
        var asks = Says(TextKey.PleaseRespond) || Says(TextKey.ResponseRemainsValidIfGiven);
        Check(asks == written.Asks, $"the text {(asks ? "asks" : "does not ask")} for a response; the calendar part: {written.Attendee}");
        Check(!asks || written.IsUnanswered, $"the text asks for a response, but {written.Attendee}");
        Check(
            !Says(TextKey.ResponseRemainsValid) || !written.IsUnanswered,
            $"the text says that the response remains valid; the calendar part: {written.Attendee}");
        Check(
            Says(TextKey.ResponseNotNeeded) == (planned.Kind == EmailKind.Confirmation)
                && (planned.Kind != EmailKind.Confirmation || written.PartStat == "ACCEPTED"),
            $"a confirmation has {written.Attendee}");
        return problems;

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
