using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>What holds for every series, every edit and every policy.</summary>
public sealed class SeriesRevisionPropertyTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    // After the first emails a chain has six pairs of (stored, edited); in three of them nothing was edited.
    [Test]
    public void Everybody_s_calendar_ends_as_the_edited_series_whatever_was_edited() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3], RandomEdits.Policy, RandomEdits.Step.Array[3]).SamplePortion(
            (workshops, people, policy, steps) =>
            {
                var life = new Life(RandomEdits.Series(workshops, people), policy);
                foreach (var (edits, hours, declined) in steps)
                {
                    life.Decline(declined);
                    life.Edit(edits.Aggregate(life.Stored, RandomEdits.Apply), hours);
                    life.Edit(life.Stored, 0);
                    life.Ask(life.Last.Emails.Count == 0 && life.Last.Series == life.Before, "the same series again is news");
                }

                return life.Complaints.Count == 0 ? true : throw new AssertionException(string.Join("\n", life.Complaints));
            },
            slice: 200, whole: 34_000, seconds: 60);

    /// <summary>A series and its participants' calendars, and what must hold at every step.</summary>
    private sealed class Life
    {
        private readonly RevisionPolicy policy;
        // The stories look at whole emails; here only their calendar parts count.
        private readonly InvitationComposer composer = new(new() { CustomBodies = static _ => new("", "") });
        private readonly Dictionary<string, AttendeeCalendar> calendars = [];
        private readonly HashSet<string> keys = [];
        private readonly HashSet<(string Email, string Id)> lagging = [];
        private List<ParticipantResponse> responses = [];
        private Instant at = RandomEdits.Begin;

        public Life(WorkshopSeries series, RevisionPolicy policy)
        {
            this.policy = policy;
            (Before, Stored) = (series, series);
            Take(series, SeriesRevision.First(series, at, policy));
        }

        public List<string> Complaints { get; } = [];

        public WorkshopSeries Before { get; private set; }

        public WorkshopSeries Stored { get; private set; }

        public SeriesRevision Last { get; private set; } = null!;

        public void Decline((int Person, int Workshop)[] declined)
        {
            responses = [.. declined.Select(one => new ParticipantResponse($"{one.Workshop}", RandomEdits.Person(one.Person).Email, ParticipationStatus.Declined))];

            // What was kept from her while she had declined stays unknown to her until the next email that she gets.
            lagging.UnionWith(responses.Select(response => (response.Email.Value, response.WorkshopId)));
        }

        public void Edit(WorkshopSeries edited, int hours)
        {
            at += Duration.FromHours(hours);
            var live = calendars.ToDictionary(pair => pair.Key, pair => Stored.Workshops.Select(workshop => workshop.Id).Where(id => IsLive(pair.Key, id)).ToHashSet());
            var (stored, stamp) = (Stored, Stored.State!.LastTimestamp);
            Take(edited, SeriesRevision.Between(stored, edited, at, policy, responses));
            Ask(stamp is null || Last.Emails.Count == 0 || (Last.Timestamp > stamp && Last.Series.State!.LastTimestamp == Last.Timestamp), $"DTSTAMP fell to {Last.Timestamp}");
            foreach (var workshop in Last.Series.Workshops)
            {
                var before = stored.Workshops.FirstOrDefault(one => one.Id == workshop.Id);
                Ask(before is null || before.Sequence <= workshop.Sequence, $"the sequence of {workshop.Id} fell");
                if (before is not null && IsMaterial(stored, before, edited, workshop) && !(IsOver(stored, before) && IsOver(edited, workshop)) && policy.DeclinedRecipients != DeclinedRecipientPolicy.Cancellations)
                {
                    HearOnce(workshop, live);
                }
            }
        }

        private void HearOnce(Workshop workshop, Dictionary<string, HashSet<string>> live)
        {
            foreach (var (email, ids) in live.Where(pair => pair.Value.Contains(workshop.Id)))
            {
                Ask(Last.Emails.Count(message => message.Recipient.Email.Value == email && message.Workshop!.Id == workshop.Id) == 1, $"{email} does not hear once of {workshop.Id}");
            }
        }

        private void Take(WorkshopSeries edited, SeriesRevision revision)
        {
            (Before, Last) = (Stored, revision);
            Stored = SeriesDocument.Read(SeriesDocument.Write(revision.Series));
            Ask(Stored == revision.Series, "the document loses something");
            if (ReferenceEquals(revision.Series, Before))
            {
                Stored = Before;
            }

            foreach (var message in revision.Emails)
            {
                Ask(keys.Add(message.Key), $"{message.Key} comes twice");
                var composed = composer.Compose(revision.Series, message, revision.Timestamp);
                Ask(keys.Add(composed.MessageId), $"{composed.MessageId} comes twice");
                var email = message.Recipient.Email.Value;
                if (!calendars.TryGetValue(email, out var calendar))
                {
                    calendars.Add(email, calendar = new(email));
                }

                calendar.Receive(composed.Calendar!.ToString());
                Accept(calendar, composed.Calendar, message);
                lagging.Remove((email, message.Workshop!.Id));
            }

            Ask(revision.Emails.Select(message => (message.Recipient.Email, message.Workshop!.Id)).Distinct().Count() == revision.Emails.Count, "somebody hears twice of one workshop");
            var spoken = revision.Emails.Select(message => (message.Recipient.Email, message.Workshop!.Id)).Concat(revision.Skipped.SelectMany(silence => silence.Recipients.Select(person => (person.Email, silence.WorkshopId)))).ToList();
            Ask(spoken.Distinct().Count() == spoken.Count, "somebody is told and not told");
            foreach (var person in edited.Participants)
            {
                foreach (var workshop in edited.Workshops)
                {
                    Ask(!WorkshopSeries.IsInvited(person, workshop) || spoken.Contains((person.Email, workshop.Id)), $"nothing is said of {person.Email} and {workshop.Id}");
                    Compare(edited, person.Email.Value, workshop, WorkshopSeries.IsInvited(person, workshop));
                }
            }

            // Whoever and whatever is gone from the series is gone from the calendars, unless it was over.
            foreach (var (email, calendar) in calendars)
            {
                Complaints.AddRange(calendar.Complaints);
                foreach (var id in Enumerable.Range(0, 5).Select(number => $"{number}"))
                {
                    var isListed = edited.Participants.Any(person => person.Email.Value == email) && edited.Workshops.Any(workshop => workshop.Id == id);
                    Ask(isListed || IsSpared(email, id) || !IsLive(email, id) || (!policy.NotifyOfPastWorkshops && Entry(email, id)!.End <= at), $"{email} still has {id}");
                }
            }
        }

        // The client and the email agree about whether the answer holds: it answers, and looks at what the next email leaves.
        private void Accept(AttendeeCalendar calendar, IcsFile file, PlannedEmail message)
        {
            var uid = WorkshopUid.Create(Stored, message.Workshop!);
            if (message.Kind == EmailKind.Update)
            {
                Ask(calendar[uid]!.Response == (message.RequestsNewResponse ? "NEEDS-ACTION" : "ACCEPTED"), $"{message.Key}: {calendar[uid]!.Response} after {file.MethodName}, asks again: {message.RequestsNewResponse}");
            }

            calendar.Response(uid, "ACCEPTED");
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
                Ask(!IsLive(email, workshop.Id), $"{email} has {workshop.Id}");
                return;
            }

            var isLagging = lagging.Contains((email, workshop.Id));
            if (IsSpared(email, workshop.Id))
            {
                return;
            }

            Ask(IsLive(email, workshop.Id), $"{email} has no {workshop.Id}");
            Ask(entry?.Start == series.StartOf(workshop, Tzdb).ToInstant() && entry.End == series.EndOf(workshop, Tzdb).ToInstant(), $"{email} has {workshop.Id} at another time");
            Ask(entry?.Status == (workshop.Status == WorkshopStatus.Tentative ? "TENTATIVE" : "CONFIRMED"), $"{email} has {workshop.Id} {entry?.Status}");
            if (!isLagging || policy.DeclinedRecipients == DeclinedRecipientPolicy.Everything)
            {
                var place = string.Join(" – ", new[] { workshop.Venue is null ? "" : $"{workshop.Venue.Name}, York", workshop.Meeting?.Url.AbsoluteUri ?? "" }.Where(part => part.Length > 0));
                Ask(entry?.Location == place && entry.Url == (workshop.Meeting?.Url.AbsoluteUri ?? ""), $"{email} has {workshop.Id} in {entry?.Location}");
                Ask(workshop.LeadExpert is null || entry?.Description.Contains(workshop.LeadExpert.Name, StringComparison.Ordinal) == true, $"{email} has {workshop.Id} without {workshop.LeadExpert?.Name}");
                Ask(!policy.NotifyOfEditorialChanges || (entry?.Summary == workshop.Title.ToString() && entry.Description.Contains(workshop.Description?.ToString() ?? "", StringComparison.Ordinal)), $"{email} has {workshop.Id} as {entry?.Summary}");
            }
        }

        private AttendeeCalendar.Entry? Entry(string email, string id) => calendars.GetValueOrDefault(email)?[$"spring.{id}@host.example"];

        // She has declined, and by the policy need not even know when it is; so she may not know either that it is over by now.
        private bool IsSpared(string email, string id) => policy.DeclinedRecipients == DeclinedRecipientPolicy.Cancellations && lagging.Contains((email, id));

        private bool IsLive(string email, string id) => Entry(email, id) is { } entry && entry.Status != "CANCELLED";

        private bool IsOver(WorkshopSeries series, Workshop workshop) => series.EndOf(workshop, Tzdb).ToInstant() <= at && !policy.NotifyOfPastWorkshops;

        private static bool IsMaterial(WorkshopSeries stored, Workshop before, WorkshopSeries edited, Workshop after) =>
            before.Status != after.Status
            || stored.StartOf(before, Tzdb).ToInstant() != edited.StartOf(after, Tzdb).ToInstant()
            || stored.EndOf(before, Tzdb).ToInstant() != edited.EndOf(after, Tzdb).ToInstant()
            || (before.Venue is not null && after.Venue is null)
            || (before.Meeting is not null && after.Meeting is null);

        public void Ask(bool holds, string complaint)
        {
            if (!holds)
            {
                Complaints.Add(complaint);
            }
        }
    }
}
