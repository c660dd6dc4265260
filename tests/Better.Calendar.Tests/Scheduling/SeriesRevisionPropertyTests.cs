using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Properties that hold for every series, every edit and every policy.</summary>
public sealed class SeriesRevisionPropertyTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    // After the first emails a chain has six pairs of (stored, edited); in three of them nothing was edited.
    [Test]
    public void Every_calendar_matches_the_edited_series_after_any_edits() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3], RandomEdits.Policy, RandomEdits.Step.Array[3]).SamplePortion(
            (workshops, people, policy, steps) =>
            {
                var run = new TestRun(RandomEdits.Series(workshops, people), policy);
                foreach (var (edits, hours, declined) in steps)
                {
                    run.Decline(declined);
                    run.Edit(edits.Aggregate(run.Stored, RandomEdits.Apply), hours);
                    run.Edit(run.Stored, 0);
                    run.Check(run.Last.Emails.Count == 0
                        && run.Last.Series == run.Before, "planning the same series again is not without effect");
                }

                return run.Problems.Count == 0 ? true : throw new AssertionException(string.Join("\n", run.Problems));
            },
            slice: 200, whole: 34_000, seconds: 30);

    /// <summary>A series, its participants' calendars, and the checks after every step.</summary>
    private sealed class TestRun
    {
        private readonly RevisionPolicy policy;
        // The stories check whole emails; here only the calendar parts matter.
        private readonly InvitationComposer composer = new(new() { CustomBodies = static _ => new("", "") });
        private readonly Dictionary<string, AttendeeCalendar> calendars = [];
        private readonly HashSet<string> keys = [];
        private readonly HashSet<(string Email, string Id)> outdated = [];
        private List<ParticipantResponse> responses = [];
        private Instant at = RandomEdits.Begin;

        public TestRun(WorkshopSeries series, RevisionPolicy policy)
        {
            this.policy = policy;
            (Before, Stored) = (series, series);
            Apply(series, SeriesRevision.First(series, at, policy));
        }

        public List<string> Problems { get; } = [];

        public WorkshopSeries Before { get; private set; }

        public WorkshopSeries Stored { get; private set; }

        public SeriesRevision Last { get; private set; } = null!;

        public void Decline((int Person, int Workshop)[] declined)
        {
            responses =
                [.. declined.Select(
                    pair => new ParticipantResponse(
                        $"{pair.Workshop}",
                        RandomEdits.Person(pair.Person).Email,
                        ParticipationStatus.Declined))];

            // What was not sent to them because they had declined remains unknown to them until their next email.
            outdated.UnionWith(responses.Select(response => (response.Email.Value, response.WorkshopId)));
        }

        public void Edit(WorkshopSeries edited, int hours)
        {
            at += Duration.FromHours(hours);
            var liveWorkshops =
                calendars.ToDictionary(pair => pair.Key, pair => Stored.Workshops.Select(workshop => workshop.Id)
                    .Where(id => IsLive(pair.Key, id))
                    .ToHashSet());
            var (stored, lastTimestamp) = (Stored, Stored.State!.LastTimestamp);
            Apply(edited, SeriesRevision.Between(stored, edited, at, policy, responses));
            Check(lastTimestamp is null
                || Last.Emails.Count == 0
                || (Last.Timestamp > lastTimestamp && Last.Series.State!.LastTimestamp == Last.Timestamp),
                    $"DTSTAMP fell to {Last.Timestamp}");
            foreach (var workshop in Last.Series.Workshops)
            {
                var before = stored.Workshops.FirstOrDefault(previous => previous.Id == workshop.Id);
                Check(before is null || before.Sequence <= workshop.Sequence, $"the sequence of {workshop.Id} fell");
                if (before is not null
                    && IsMaterial(stored, before, edited, workshop)
                    && !(IsOver(stored, before) && IsOver(edited, workshop))
                    && policy.DeclinedRecipients != DeclinedRecipientPolicy.Cancellations)
                {
                    CheckNotifiedOnce(workshop, liveWorkshops);
                }
            }
        }

        private void CheckNotifiedOnce(Workshop workshop, Dictionary<string, HashSet<string>> liveWorkshops)
        {
            foreach (var (email, ids) in liveWorkshops.Where(pair => pair.Value.Contains(workshop.Id)))
            {
                Check(
                    Last.Emails.Count(message => message.Recipient.Email.Value == email && message.Workshop!.Id == workshop.Id) == 1,
                    $"{email} did not get exactly one email about {workshop.Id}");
            }
        }

        private void Apply(WorkshopSeries edited, SeriesRevision revision)
        {
            (Before, Last) = (Stored, revision);
            Stored = SeriesDocument.Read(SeriesDocument.Write(revision.Series));
            Check(Stored == revision.Series, "the stored document differs from the series");
            if (ReferenceEquals(revision.Series, Before))
            {
                Stored = Before;
            }

            foreach (var message in revision.Emails)
            {
                Check(keys.Add(message.Key), $"{message.Key} occurs twice");
                var composed = composer.Compose(revision.Series, message, revision.Timestamp);
                Check(keys.Add(composed.MessageId), $"{composed.MessageId} occurs twice");
                var email = message.Recipient.Email.Value;
                if (!calendars.TryGetValue(email, out var calendar))
                {
                    calendars.Add(email, calendar = new(email));
                }

                calendar.Receive(composed.Calendar!.ToString());
                Respond(calendar, composed.Calendar, message);
                outdated.Remove((email, message.Workshop!.Id));
            }

            Check(revision.Emails.Select(message => (message.Recipient.Email, message.Workshop!.Id))
                .Distinct()
                .Count() == revision.Emails.Count, "somebody gets two emails about one workshop");
            var listed = revision.Emails.Select(message => (message.Recipient.Email, message.Workshop!.Id))
                .Concat(revision.Skipped.SelectMany(skipped => skipped.Recipients.Select(person => (person.Email, skipped.WorkshopId))))
                .ToList();
            Check(listed.Distinct().Count() == listed.Count, "somebody both gets an email and is skipped");
            foreach (var person in edited.Participants)
            {
                foreach (var workshop in edited.Workshops)
                {
                    Check(!WorkshopSeries.IsInvited(person, workshop)
                        || listed.Contains((person.Email, workshop.Id)),
                            $"{person.Email} is neither notified of {workshop.Id} nor skipped");
                    Compare(edited, person.Email.Value, workshop, WorkshopSeries.IsInvited(person, workshop));
                }
            }

            // People and workshops that left the series are gone from the calendars, unless the workshop was past.
            foreach (var (email, calendar) in calendars)
            {
                Problems.AddRange(calendar.Problems);
                foreach (var id in Enumerable.Range(0, 5).Select(number => $"{number}"))
                {
                    var isListed = edited.Participants.Any(person => person.Email.Value == email)
                        && edited.Workshops.Any(workshop => workshop.Id == id);
                    Check(isListed
                        || MayBeOutdated(email, id)
                        || !IsLive(email, id)
                        || (!policy.NotifyOfPastWorkshops && Entry(email, id)!.End <= at), $"{email} still has {id}");
                }
            }
        }

        // Calendar and email must agree on whether a response remains valid: the calendar responds, and the next email keeps or resets the
        // response.
        private void Respond(AttendeeCalendar calendar, IcsFile file, PlannedEmail message)
        {
            var uid = WorkshopUid.Create(Stored, message.Workshop!);
            if (message.Kind == EmailKind.Update)
            {
                Check(
                    calendar[uid]!.Response == (message.RequestsNewResponse ? "NEEDS-ACTION" : "ACCEPTED"),
                    $"{message.Key}: {calendar[uid]!.Response} after {file.MethodName}, asks again: {message.RequestsNewResponse}");
            }

            calendar.Respond(uid, "ACCEPTED");
        }

        private void Compare(WorkshopSeries series, string email, Workshop workshop, bool isInvited)
        {
            if (!policy.NotifyOfPastWorkshops && IsOver(series, workshop))
            {
                return;
            }

            var entry = Entry(email, workshop.Id);
            if (!isInvited || workshop.Status == WorkshopStatus.Cancelled)
            {
                Check(!IsLive(email, workshop.Id), $"{email} has {workshop.Id}");
                return;
            }

            var isOutdated = outdated.Contains((email, workshop.Id));
            if (MayBeOutdated(email, workshop.Id))
            {
                return;
            }

            // Nobody is invited to a workshop that is over, whatever the policy.
            if (!IsLive(email, workshop.Id) && series.EndOf(workshop, Tzdb).ToInstant() <= at)
            {
                return;
            }

            // Who declines before they are invited is not invited.
            if (entry is null && responses.Exists(response => (response.Email.Value, response.WorkshopId) == (email, workshop.Id)))
            {
                return;
            }

            Check(IsLive(email, workshop.Id), $"{email} has no {workshop.Id}");
            Check(entry?.Start == series.StartOf(workshop, Tzdb).ToInstant()
                && entry.End == series.EndOf(workshop, Tzdb).ToInstant(), $"{email} has {workshop.Id} at another time");
            if (!isOutdated || policy.DeclinedRecipients == DeclinedRecipientPolicy.Everything)
            {
                Check(
                    entry?.Status == (workshop.Status == WorkshopStatus.Tentative ? "TENTATIVE" : "CONFIRMED"),
                    $"{email} has {workshop.Id} {entry?.Status}");
                var place =
                    string.Join(
                        " – ",
                        new[] { workshop.Venue is null
                            ? ""
                            : $"{workshop.Venue.Name}, York", workshop.Meeting?.Url.AbsoluteUri ?? "" }.Where(part => part.Length > 0));
                Check(entry?.Location == place
                    && entry.Url == (workshop.Meeting?.Url.AbsoluteUri ?? ""), $"{email} has {workshop.Id} in {entry?.Location}");
                Check(workshop.LeadExpert is null
                    || entry?.Description.Contains(workshop.LeadExpert.Name, StringComparison.Ordinal) == true,
                        $"{email} has {workshop.Id} without {workshop.LeadExpert?.Name}");
                Check(!policy.NotifyOfEditorialChanges
                    || (entry?.Summary == workshop.Title.ToString()
                        && entry.Description.Contains(workshop.Description?.ToString() ?? "", StringComparison.Ordinal)),
                        $"{email} has {workshop.Id} as {entry?.Summary}");
            }
        }

        private AttendeeCalendar.Entry? Entry(string email, string id) => calendars.GetValueOrDefault(email)?[$"spring.{id}@host.example"];

        // They have declined, and the policy keeps even a new time from them; so they may not know either that the workshop is past.
        private bool MayBeOutdated(string email, string id) =>
            policy.DeclinedRecipients == DeclinedRecipientPolicy.Cancellations && outdated.Contains((email, id));

        private bool IsLive(string email, string id) => Entry(email, id) is { } entry && entry.Status != "CANCELLED";

        private bool IsOver(WorkshopSeries series, Workshop workshop) =>
            series.EndOf(workshop, Tzdb).ToInstant() <= at && !policy.NotifyOfPastWorkshops;

        private static bool IsMaterial(WorkshopSeries stored, Workshop before, WorkshopSeries edited, Workshop after) =>
            (before.Status == WorkshopStatus.Cancelled) != (after.Status == WorkshopStatus.Cancelled)
            || stored.StartOf(before, Tzdb).ToInstant() != edited.StartOf(after, Tzdb).ToInstant()
            || stored.EndOf(before, Tzdb).ToInstant() != edited.EndOf(after, Tzdb).ToInstant()
            || (before.Venue is not null && after.Venue is null)
            || (before.Meeting is not null && after.Meeting is null);

        public void Check(bool condition, string problem)
        {
            if (!condition)
            {
                Problems.Add(problem);
            }
        }
    }
}
