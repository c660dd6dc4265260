using Better.Calendar.Tests.TestData;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>What happens to a series, step by step, with every email that goes out.</summary>
public sealed class RevisionStoriesTests
{
    private static readonly WorkshopSeries Better = Samples.Better();
    private static readonly Instant Announced = Samples.Announced;

    [Test]
    public void Birmingham_goes_online()
    {
        var story = new Story(Birmingham(), Instant.FromUtc(2020, 2, 3, 9, 0)) { At = Announced };

        story.Then("The pandemic: three online workshops instead.", stored => Better with { State = stored.State });

        Assert.That(story.Last.Emails, Has.Count.EqualTo(15));
        Assert.That(story.Last.Emails.Select(message => (message.Kind, message.RequestsNewResponse, message.Workshop!.Sequence))
            .Distinct(), Is.EqualTo(new[] { (EmailKind.Update, true, 1) }));
        Assert.That(story.Last.Emails.GroupBy(message => message.Recipient.Email).Select(emails => emails.Count()), Is.All.EqualTo(3));
        AssertApproved(story, "birmingham", email: 2);
    }

    [Test]
    public void A_workshop_moves_by_an_hour_after_half_the_people_accepted()
    {
        var story =
            new Story(
                Better,
                Announced)
            {
                Responses =
                    [Response(0, "2", ParticipationStatus.Accepted),
                        Response(1, "2", ParticipationStatus.Accepted),
                        Response(2, "2", ParticipationStatus.Declined)]
            };

        story.Then(
            "Workshop 2 begins an hour later.",
            Story.Workshop("2", workshop => workshop with { Start = workshop.Start.PlusHours(1) }));

        Assert.That(
            story.Last.Emails.Select(message => (message.Workshop!.Id, message.RequestsNewResponse)),
            Is.EqualTo(Enumerable.Repeat(("2", true), 5)));
        AssertApproved(story, "moved", email: 3);
    }

    [Test]
    public void An_expert_is_replaced()
    {
        var story = new Story(Better, Announced) { Responses = [Response(4, "1", ParticipationStatus.Declined)] };

        story.Then(
            "Lauri Sock is ill.",
            Story.Workshop("1", workshop => workshop with { LeadExpert = new() { Name = "Maarja Kask", City = "Tartu" } }));

        Assert.That(
            story.Last.Emails.Select(message => (message.RequestsNewResponse, message.Workshop!.Sequence)),
            Is.EqualTo(Enumerable.Repeat((false, 0), 4)));
        AssertApproved(story, "expert", email: 1);
    }

    [Test]
    public void One_day_is_cancelled_and_reinstated()
    {
        var story = new Story(Better, Announced);

        story.Then("Workshop 3 is cancelled.", Story.Workshop("3", workshop => workshop with { Status = WorkshopStatus.Cancelled }))
            .Then(
                "Its time changes while it is cancelled.",
                Story.Workshop("3", workshop => workshop with { Start = workshop.Start.PlusDays(1) }))
            .Then("It takes place after all.", Story.Workshop("3", workshop => workshop with { Status = WorkshopStatus.Confirmed }));

        Assert.That(
            story.Last.Emails[0].Changes.Select(change => change.Field),
            Is.EqualTo(new[] { WorkshopField.Time, WorkshopField.Status }));
        AssertApproved(story, "reinstated", email: 0);
    }

    [Test]
    public void A_participant_joins_after_day_one()
    {
        var story = new Story(Better, Announced) { At = Instant.FromUtc(2020, 6, 15, 18, 0) };

        story.Then("Day one is over; Ferenc joins.", stored => stored with
        {
            Participants =
                [.. stored.Participants, new() { Name = "Kovács Ferenc", Email = EmailAddress.Parse("ferenc.kovacs@nyiregyhaza.example") }],
        });

        Assert.That(
            story.Last.Emails.Select(message => (message.Kind, message.Workshop!.Id)),
            Is.EqualTo(new[] { (EmailKind.Invitation, "2"), (EmailKind.Invitation, "3") }));
        AssertApproved(story, "joins", email: 0);
    }

    [Test]
    public void The_whole_series_is_cancelled()
    {
        var story = new Story(Better, Announced);

        story.Then(
            "All workshops are cancelled.",
            stored =>
                stored with { Workshops = [.. stored.Workshops.Select(workshop => workshop with { Status = WorkshopStatus.Cancelled })] });

        Assert.That(story.Emails.Select(email => email.Calendar!.MethodName).Distinct(), Is.EqualTo(new[] { "CANCEL" }));
        AssertApproved(story, "cancelled", email: 7);
    }

    [Test]
    public void People_and_workshops_are_added_removed_and_changed()
    {
        var story = new Story(Better, Announced);

        story.Then(
            "Kadri leaves; Giulia takes part in 2 only; Eszter has a new address; Olivia has another name; Åsa reads English.",
            stored => stored with
            {
                Participants =
                [
                    stored.Participants[0] with { Workshops = ["2"] },
                    stored.Participants[2] with { Email = EmailAddress.Parse("eszter.nagy@nyiregyhaza.example") },
                    stored.Participants[3] with { Name = "Olivia Clarke-Jones" },
                    stored.Participants[4] with { Language = "en" },
                ],
            })
            .Then("Workshop 1 is split in two, and 3 comes before 2.", stored => stored with
            {
                Workshops =
                [
                    stored.Workshops[0] with { Duration = Duration.FromMinutes(45) },
                    stored.Workshops[0] with { Id = "1b",
                        Start = stored.Workshops[0].Start.PlusMinutes(45),
                        Duration = Duration.FromMinutes(45) },
                    stored.Workshops[2],
                    stored.Workshops[1],
                ],
            })
            .Then("Kadri returns; Giulia takes part in all; workshop 3 is removed.", stored => stored with
            {
                Workshops = [stored.Workshops[0], stored.Workshops[1], stored.Workshops[3]],
                Participants = [stored.Participants[0] with { Workshops = null }, .. stored.Participants.Skip(1), Better.Participants[1]],
            })
            .Then(
                "Workshop 2 gets another link: nobody is asked again.",
                Story.Workshop(
                    "2",
                    workshop =>
                        workshop with { Meeting = workshop.Meeting! with { Url = new("https://better.webex.example/j/1716009") } }));

        Assert.That(story.Last.Emails.Select(message => message.RequestsNewResponse), Is.All.False);
        AssertApproved(story, "people", email: 0);
    }

    // tzdb 2022e: Jordan kept its summer time for good.
    [Test]
    public void A_time_zone_rule_changes_after_the_invitations()
    {
        var omar =
            new Participant
            {
                Name = "Omar Haddad",
                Email = EmailAddress.Parse("omar.haddad@amman.example"),
                Language = "ar",
                Zone = "Asia/Amman"
            };
        var amman = Better with
        {
            Workshops =
                [.. Better.Workshops.Select(
                    workshop => workshop with { Start = workshop.Start.Date.PlusYears(2).PlusMonths(5).At(new LocalTime(10, 30)) })],
            Participants = [Better.Participants[3], omar],
        };
        amman = Story.Workshop("2", workshop => workshop with { Zone = "Asia/Amman" })(amman);
        var story =
            new Story(
                amman,
                Instant.FromUtc(2022, 9, 1, 8, 0),
                zones: Tzdb2019c.Zones)
            {
                At = Instant.FromUtc(2022, 10, 31, 8, 0),
                Zones = DateTimeZoneProviders.Tzdb
            };
        var changes = TimeZoneChangeDetector.Detect(story.Stored, DateTimeZoneProviders.Tzdb);

        story.Then("Jordan keeps its summer time, and the workshop in Amman moves with it.", stored => stored);

        Assert.That(
            story.Last.Emails.Select(message => (message.Workshop!.Id, message.Recipient.Email)),
            Is.EqualTo(changes.Emails.Where(email => email.Reason == TimeZoneEmailReason.InstantChanged)
                .Select(email => (email.WorkshopId, email.Participant.Email))));
        AssertApproved(story, "zone", email: 0);
    }

    internal static WorkshopSeries Birmingham() =>
        SeriesDocument.Read(File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3-birmingham.json")));

    private static ParticipantResponse Response(int participant, string workshop, ParticipationStatus response) =>
        new(workshop, Better.Participants[participant].Email, response);

    private static void AssertApproved(Story story, string name, int email) => Assert.Multiple(() =>
    {
        Approved.Text(story.ToString(), $"{name}.txt");
        Approved.Bytes(story.Emails[email].Bytes, $"{name}.eml");
    });
}
