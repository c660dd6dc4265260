using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Stories played against a real calendar server: after each step its users' calendars match the series.</summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class RevisionPeerTests
{
    private static readonly string[] Users = ["attendee", "onne"];

    [Test]
    public void Birmingham_goes_online() =>
        Run(
            ForPeers(RevisionStoriesTests.Birmingham()),
            Instant.FromUtc(2020, 2, 3, 9, 0),
            stored => ForPeers(Samples.Better()) with { State = stored.State });

    [Test]
    public void One_day_is_cancelled_moved_and_reinstated_and_its_link_changes() => Run(
        ForPeers(Samples.Better()),
        Samples.Announced,
        Story.Workshop("3", workshop => workshop with { Status = WorkshopStatus.Cancelled }),
        Story.Workshop("3", workshop => workshop with { Start = workshop.Start.PlusDays(1) }),
        Story.Workshop("3", workshop => workshop with { Status = WorkshopStatus.Confirmed }),
        Story.Workshop(
            "3",
            workshop => workshop with { Meeting = workshop.Meeting! with { Url = new("https://better.webex.example/j/3") } }));

    [Test]
    public void People_leave_return_and_choose_workshops_and_a_workshop_is_split() => Run(
        ForPeers(Samples.Better()) with { Participants = [Person("attendee")] },
        Samples.Announced,
        stored => stored with { Participants = [Person("attendee") with { Workshops = ["2"] }, Person("onne")] },
        stored => stored with { Participants = [Person("onne")] },
        stored => stored with
        {
            Workshops =
            [
                stored.Workshops[0] with { Duration = Duration.FromMinutes(45) },
                stored.Workshops[0] with { Id = "1b", Start = stored.Workshops[0].Start.PlusHours(3), Duration = Duration.FromMinutes(45) },
                stored.Workshops[1],
            ],
            Participants = [Person("attendee"), Person("onne")],
        },
        stored => stored with { Workshops = Samples.Better().Workshops });

    private static void Run(WorkshopSeries series, Instant at, params Func<WorkshopSeries, WorkshopSeries>[] edits)
    {
        using var cyrus = CyrusPeer.Start();
        Users.ToList().ForEach(cyrus.Clear);
        var story = new Story(series, at);
        DeliverAndCompare(cyrus, story);
        foreach (var edit in edits)
        {
            story.Then("An edit.", edit);
            Assert.That(story.Emails.Count + story.Last.Skipped.Count, Is.Positive);
            DeliverAndCompare(cyrus, story);
        }
    }

    private static void DeliverAndCompare(CyrusPeer cyrus, Story story)
    {
        foreach (var email in story.Emails)
        {
            cyrus.Deliver(email.Bytes.ToArray(), email.Recipient.Email.LocalPart, story.Stored.Organizer.Email.Value);
        }

        var series = story.Stored;
        foreach (var user in Users)
        {
            var invited = series.Participants.SingleOrDefault(one => one.Email == Person(user).Email) is { } participant
                ? series.WorkshopsOf(participant).Where(workshop => workshop.Status != WorkshopStatus.Cancelled).ToList()
                : [];
            var notified = series.State!.Recipients.SingleOrDefault(one => one.Email == Person(user).Email)?.Workshops ?? [];
            var events = cyrus.Events(user);

            Assert.That(
                events.Where(item => item.Status != "CANCELLED").Select(item => (item.Uid, item.Start, item.Sequence)).Order(),
                Is.EqualTo(
                    invited.Select(
                        workshop =>
                            (WorkshopUid.Create(series, workshop),
                                $"{workshop.Start:uuuuMMdd'T'HHmmss}",
                                notified.Single(notifiedWorkshop => notifiedWorkshop.Id == workshop.Id).Sequence))
                    .Order()),
                $"{user}'s events\n{story}");
            Assert.That(
                cyrus.Busy(user).OrderBy(item => item.Start),
                Is.EqualTo(
                    invited.Select(
                        workshop => new Interval(series.StartOf(workshop, DateTimeZoneProviders.Tzdb)
                            .ToInstant(), series.EndOf(workshop, DateTimeZoneProviders.Tzdb)
                            .ToInstant()))
                    .OrderBy(item => item.Start)),
                $"{user}'s time\n{story}");
            foreach (var workshop in invited)
            {
                var text = events.Single(item => item.Uid == WorkshopUid.Create(series, workshop)).Text;
                Assert.That(
                    text,
                    Does.Contain($"LOCATION:{workshop.Meeting?.Url.AbsoluteUri ?? $@"{workshop.Venue!.Name}\, {workshop.Venue.City}"}"));
                Assert.That(text, Does.Contain(workshop.LeadExpert!.Name));
            }
        }
    }

    private static Participant Person(string user) =>
        new() { Name = user, Email = EmailAddress.Parse($"{user}@example.test"), Language = "en" };

    private static WorkshopSeries ForPeers(WorkshopSeries series) => series with
    {
        Organizer = series.Organizer with { Email = EmailAddress.Parse("meetings@remote.test") },
        Participants = [.. Users.Select(Person)],
    };
}
