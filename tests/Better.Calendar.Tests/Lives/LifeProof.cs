using System.Text;
using Better.Calendar.Testing;
using NodaTime;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// At the end of a life, everybody's picture is the same: each calendar entry, the stored series, the feed, the RSVP page and the
/// attendance. Left out is only what no sender can rely on in a client (<see cref="Reliance"/>).
/// </summary>
internal static class LifeProof
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    /// <summary>Plays a life and lists what disagrees at its end.</summary>
    public static LifeRun Check(Life life, Func<string, string>? tamper = null)
    {
        var run = LifeRun.Play(life, tamper);
        CheckFeed(run);
        CheckOrganizer(run);
        run.Problems.AddRange(run.Stored.Participants.SelectMany(reader => FeedProof.FindContradictions(run, reader, [])));
        foreach (var person in run.People)
        {
            if (run.IsRecurring)
            {
                RecurringProof.Check(run, person);
                continue;
            }

            foreach (var workshop in run.Stored.Workshops)
            {
                var uid = WorkshopUid.Create(run.Stored, workshop);
                CheckEntry(run, person, uid, workshop);
            }

            // What left the series has left the calendars.
            foreach (var uid in person.Events.Keys.Except(run.Stored.Workshops.Select(one => WorkshopUid.Create(run.Stored, one))))
            {
                CheckEntry(run, person, uid, null);
            }
        }

        return run;
    }

    private static void CheckEntry(LifeRun run, LifePerson person, string uid, Workshop? workshop)
    {
        var known = person[uid];
        var participant = run.Stored.Participants.FirstOrDefault(one => one.Email == person.Email);
        var isInvited = workshop is { Status: not WorkshopStatus.Cancelled }
            && participant is not null
            && WorkshopSeries.IsInvited(participant, workshop);
        var isOver = workshop is not null && run.Stored.EndOf(workshop, Tzdb).ToInstant() <= run.At;
        if (run.IsCourse && isInvited && !isOver && CourseProof.IsAsked(run.Stored, person.Email, workshop!))
        {
            CourseProof.CheckAsked(run, person, workshop!, known, Check);
            return;
        }

        if (known.Newest is null)
        {
            Check(!isInvited || isOver, "is invited and never got an email");
            return;
        }

        if (isInvited && !isOver)
        {
            CheckNewest(run, workshop!, known, Check);
        }
        else if (!isOver && workshop is not null)
        {
            Check(known.Newest.IsCancellation, "is not invited, and the newest email invites");
        }

        if (known.IsNewestLost || !Reliance.OnNewest(person.Client, known))
        {
            return;
        }

        var entries = person.Calendar.Events.Where(one => one.Uid == uid && one.Status != WorkshopStatus.Cancelled).ToList();
        if (known.Newest.IsCancellation)
        {
            Check(entries.Count == 0, "has a live entry after the cancellation");
            return;
        }

        var response = GetResponse(run, person, known.Newest);
        if (entries.Count == 0 && known.LastPressed == ParticipationStatus.Declined && Reliance.DeclineRemoves(person.Client))
        {
            return;
        }

        Check(entries.Count == 1, $"has {entries.Count} entries");
        if (entries.Count == 1)
        {
            var (entry, sent) = (entries[0], known.Newest.Event);
            Check(
                (entry.Start, entry.End) == (sent.Start.ToInstant(), sent.End.ToInstant()),
                $"has an entry from {entry.Start} to {entry.End}; the newest email says {sent.Start} to {sent.End}");
            Check(
                (entry.Location, entry.Title, entry.Status.ToString().ToUpperInvariant()) == (sent.Location, sent.Title, sent.Status),
                $"has an entry {entry.Title} in {entry.Location}, {entry.Status}; the newest email says {sent.Title} in {sent.Location}, "
                    + sent.Status);
            Check(
                entry.Response == response || !Reliance.OnResponse(person.Client, known),
                $"has the response {Name(entry.Response)} in the calendar and {Name(response)} in the attendance");
            if (isInvited && !isOver)
            {
                CheckPage(run, participant!, workshop!, entry, known, known.Newest.Sequence, Check);
            }
        }

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                run.Problems.Add($"{person.Email} in {person.Client}, {uid}: {problem}.");
            }
        }
    }

    /// <summary>The response that counts for the organizer; null if there is none, or only to an older version.</summary>
    private static ParticipationStatus? GetResponse(LifeRun run, LifePerson person, SentEmail newest) =>
        run.Attendance.Find(person.Email, newest.Planned.Workshop!.Id) is { } counted && counted.Sequence >= newest.Sequence
            ? counted.Status
            : null;

    // The newest email says what the stored series says, except what the plan has kept from its reader on purpose.
    private static void CheckNewest(LifeRun run, Workshop workshop, LifeEvent known, Action<bool, string> check)
    {
        var (isSkipped, sent) = (known.IsBehind, known.Newest!.Event);
        var (start, end) = (run.Stored.StartOf(workshop, Tzdb).ToInstant(), run.Stored.EndOf(workshop, Tzdb).ToInstant());
        check(!known.Newest.IsCancellation, "is invited, and the newest email is a cancellation");
        check(
            isSkipped || (sent.Start.ToInstant() == start && sent.End.ToInstant() == end),
            $"was told {sent.Start}; the series says {start}");
        check(
            isSkipped || string.Equals(sent.Status, workshop.Status.ToString(), StringComparison.OrdinalIgnoreCase),
            $"was told {sent.Status}; the series says {workshop.Status}");
        check(
            isSkipped || workshop.Meeting is not { } meeting || sent.Location.Contains(meeting.Url.AbsoluteUri, StringComparison.Ordinal),
            $"was told {sent.Location}; the series says {workshop.Meeting?.Url}");
    }

    // The page names the time of the entry, and repeats the response unless it was to an older version. Where the plan has kept a change
    // from its reader, the page knows more than the calendar.
    public static void CheckPage(
        LifeRun run,
        Participant participant,
        Workshop workshop,
        SimulatedEvent entry,
        LifeEvent known,
        int asked,
        Action<bool, string> check)
    {
        if (known.IsBehind)
        {
            return;
        }

        var zone = run.Stored.ZoneOf(participant, Tzdb);
        var dates = InvitationTexts.ForLanguage(run.Stored.LanguageOf(participant)).Dates;
        var when = dates.When(entry.Start.InZone(zone), entry.End.InZone(zone));
        var page = new RsvpPageText(run.Stored, workshop, participant, LifeRun.Options);
        var confirmation = page.GetConfirmation(ParticipationStatus.Accepted);
        check(confirmation.Contains(when, StringComparison.Ordinal), $"has an entry {when}; the page says: {confirmation}");
        if (run.Attendance.Find(participant.Email, workshop.Id) is { Status: { } status } counted)
        {
            var text = page.GetStoredResponse(status, counted.Version, run.At);
            check(
                (text == page.GetConfirmation(status)) == (counted.Sequence >= asked),
                $"responded {status} to SEQUENCE {counted.Sequence} and was asked with {asked}; the page says: {text}");
        }
    }

    private static readonly TextKey[] Questions =
        [TextKey.StillComingQuestion, TextKey.ComingNowQuestion, TextKey.PleaseRespondAgain];

    // Whether a response still counts is the same in the attendance, on the RSVP page and for reminders.
    private static void CheckOrganizer(LifeRun run)
    {
        foreach (var workshop in run.Stored.Workshops.Where(one =>
            one.Status != WorkshopStatus.Cancelled && run.Stored.EndOf(one, Tzdb).ToInstant() > run.At))
        {
            var reminders = run.Attendance.PlanReminders(run.Stored, workshop, run.At);
            foreach (var participant in run.Stored.Participants.Where(one => WorkshopSeries.IsInvited(one, workshop)))
            {
                if (run.Attendance.Find(participant.Email, workshop.Id) is not { Status: { } status } entry)
                {
                    continue;
                }

                var isOutdated = entry.IsOutdated(run.Stored, workshop);
                var page = new RsvpPageText(run.Stored, workshop, participant, LifeRun.Options);
                var text = page.GetStoredResponse(status, entry.Version, run.At);
                var reminder = reminders.FirstOrDefault(one => one.Recipient.Email == participant.Email);
                var texts = LifeRun.Options.Texts(run.Stored.LanguageOf(participant));

                // A response that counts although the client showed another end is repeated with both times, and asks nothing.
                var asks = Questions.Any(question => text.Contains(texts[question], StringComparison.Ordinal));
                if (asks != isOutdated)
                {
                    run.Problems.Add($"{participant.Email}: outdated is {isOutdated} for {workshop.Id}; the page says: {text}");
                }

                if (reminder is not null && reminder.Response != (isOutdated ? null : status))
                {
                    run.Problems.Add($"{participant.Email}: outdated is {isOutdated} for {workshop.Id}; the reminder: {reminder}");
                }
            }
        }
    }

    private static void CheckFeed(LifeRun run)
    {
        if (run.Stored.Workshops.Count == 0)
        {
            return;
        }

        var feed = new SimulatedCalendar(SimulatedClient.Evolution, EmailAddress.Parse("subscriber@guest.example"));
        var bytes = Encoding.UTF8.GetBytes(WorkshopCalendar.Publish(run.Stored, "en", run.At).ToString());
        feed.TakeIn(feed.Receive(bytes), run.At);
        var expected = run.Stored.Workshops.Select(one => (
            WorkshopUid.Create(run.Stored, one),
            run.Stored.StartOf(one, Tzdb).ToInstant(),
            run.Stored.EndOf(one, Tzdb).ToInstant(),
            one.Status)).OrderBy(one => one.Item2).ThenBy(one => one.Item1, StringComparer.Ordinal);
        var shown = feed.Events.Select(one => (one.Uid, one.Start, one.End, one.Status));
        if (!shown.SequenceEqual(expected))
        {
            run.Problems.Add($"The feed shows {string.Join(", ", shown)}; the series says {string.Join(", ", expected)}.");
        }
    }

    private static string Name(ParticipationStatus? response) => response?.ToString() ?? "none";
}
