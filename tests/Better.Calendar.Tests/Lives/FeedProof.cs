using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// What must hold at any time for a subscriber whose personal feed lies in a calendar of its own: it shows their workshops as the stored
/// series has them, as the newest emails say them, as the RSVP page names them, and all that the attendance says they come to.
/// </summary>
internal static class FeedProof
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    /// <summary>What is wrong in the feed of one person.</summary>
    /// <param name="run">The life.</param>
    /// <param name="reader">Whose feed it is.</param>
    /// <param name="sent">The emails that have just been sent to them.</param>
    public static IEnumerable<string> FindContradictions(LifeRun run, Participant reader, IEnumerable<SentEmail> sent)
    {
        var series = run.Stored;
        var text = ParsedEvent.Unfold(WorkshopCalendar.PublishFor(series, reader, run.At).ToString());
        var shown = ParsedEvent.ReadAll(text).ToDictionary(static one => one.Uid);
        var invited = series.WorkshopsOf(reader).ToList();
        var problems = new List<string>();
        Check(!text.Contains("ATTENDEE", StringComparison.Ordinal), "lists an ATTENDEE");
        Check(
            shown.Keys.ToHashSet().SetEquals(invited.Select(one => WorkshopUid.Create(series, one, reader))),
            $"has the events {string.Join(", ", shown.Keys)}");
        Check(
            !shown.Keys.Intersect(series.Workshops.Select(one => WorkshopUid.Create(series, one)).Append(WorkshopUid.Create(series))).Any(),
            "has the UID of an invitation");
        foreach (var workshop in invited)
        {
            if (shown.TryGetValue(WorkshopUid.Create(series, workshop, reader), out var entry))
            {
                CheckEntry(run, reader, workshop, entry, Check);
            }
        }

        foreach (var email in sent.Where(one => one is { IsCancellation: false, Planned.Workshop: not null }))
        {
            if (shown.TryGetValue(WorkshopUid.Create(series, email.Planned.Workshop!, reader), out var entry))
            {
                var said = email.Event;
                Check(
                    (Instants(entry), entry.Status, entry.Title, entry.Location)
                        == (Instants(said), said.Status, said.Title, said.Location),
                    $"shows {entry.Start}, {entry.Status}, {entry.Title}, {entry.Location}; email {email.Number} says {said.Start}, "
                        + $"{said.Status}, {said.Title}, {said.Location}");
            }
        }

        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add($"The personal feed of {reader.Email} {problem}.");
            }
        }
    }

    private static void CheckEntry(LifeRun run, Participant reader, Workshop workshop, ParsedEvent entry, Action<bool, string> check)
    {
        var start = run.Stored.StartOf(workshop, Tzdb).ToInstant();
        check(Instants(entry) == (start, start + workshop.Duration), $"shows {entry.Start}; the series says {start}");
        check(
            string.Equals(entry.Status, workshop.Status.ToString(), StringComparison.OrdinalIgnoreCase),
            $"shows {entry.Status}; the series says {workshop.Status}");
        check(entry.Sequence == workshop.Sequence, $"has SEQUENCE {entry.Sequence}; the series has {workshop.Sequence}");
        check(
            reader.GetMeeting(workshop) is not { } meeting || entry.Location.Contains(meeting.Url.AbsoluteUri, StringComparison.Ordinal),
            $"shows {entry.Location}; they join by {reader.GetMeeting(workshop)?.Url}");

        var zone = run.Stored.ZoneOf(reader, Tzdb);
        var dates = InvitationTexts.ForLanguage(run.Stored.LanguageOf(reader)).Dates;
        var when = dates.When(entry.Start.WithZone(zone), entry.End.WithZone(zone));
        var page = new RsvpPageText(run.Stored, workshop, reader, LifeRun.Options).GetConfirmation(ParticipationStatus.Accepted);
        check(
            workshop.Status == WorkshopStatus.Cancelled || page.Contains(when, StringComparison.Ordinal),
            $"shows {when}; the page says: {page}");
    }

    private static (Instant Start, Instant End) Instants(ParsedEvent entry) => (entry.Start.ToInstant(), entry.End.ToInstant());
}
