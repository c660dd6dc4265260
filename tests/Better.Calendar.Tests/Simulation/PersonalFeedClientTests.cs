using Better.Calendar.Testing;
using NodaTime;

namespace Better.Calendar.Tests.Simulation;

/// <summary>
/// Somebody has accepted an invitation, and opens the file of their personal feed beside it, in the same calendar: in no client anything
/// of the invitation changes.
/// </summary>
public sealed class PersonalFeedClientTests
{
    private static readonly SimulatedClient[] All = Enum.GetValues<SimulatedClient>();

    private static readonly WorkshopSeries Series = Samples.Small() with { Workshops = [Samples.Workshop("1") with { Sequence = 1 }] };
    private static readonly Participant Anna = Series.Participants[0];
    private static readonly Instant At = Samples.Announced;

    [TestCaseSource(nameof(All))]
    public void A_personal_feed_that_is_opened_beside_an_accepted_invitation_changes_nothing_of_it(SimulatedClient client)
    {
        var calendar = Accept(client);
        var before = FindInvitation(calendar);

        Open(calendar, WorkshopCalendar.PublishFor(Series, Anna, At + Duration.FromHours(1), 15));

        Assert.That(FindInvitation(calendar), Is.EqualTo(before));
        Assert.That(before.Response, Is.EqualTo(ParticipationStatus.Accepted));

        // The ATTENDEE is still there: a response in the calendar goes to the organizer.
        using var reply = calendar.Respond(before.Uid, ParticipationStatus.Tentative, At + Duration.FromHours(2));
        Assert.That(reply, Is.Not.Null);
    }

    [TestCaseSource(nameof(All))]
    public void Updates_and_cancellations_still_reach_the_invitation(SimulatedClient client)
    {
        var calendar = Accept(client);
        Open(calendar, WorkshopCalendar.PublishFor(Series, Anna, At + Duration.FromHours(1)));
        var moved = Series.Workshops[0] with { Start = Series.Workshops[0].Start.PlusHours(3), Sequence = 2 };
        var edited = Series with { Workshops = [moved] };

        Press(calendar, WorkshopCalendar.Request(edited, moved, Anna, At + Duration.FromHours(2)), At + Duration.FromHours(3));
        Open(calendar, WorkshopCalendar.PublishFor(edited, Anna, At + Duration.FromHours(4)));

        Assert.That(FindInvitation(calendar).Start, Is.EqualTo(edited.StartOf(moved, DateTimeZoneProviders.Tzdb).ToInstant()));

        var cancelled = moved with { Status = WorkshopStatus.Cancelled, Sequence = 3 };
        var file = WorkshopCalendar.Cancel(edited with { Workshops = [cancelled] }, cancelled, Anna, At + Duration.FromHours(5));
        calendar.TakeIn(calendar.Receive(file.Bytes.ToArray()), At + Duration.FromHours(6));
        Assert.That(
            calendar.Events.Where(static one => one.Uid == Uid && one.Status != WorkshopStatus.Cancelled),
            Is.Empty);
    }

    [TestCase(SimulatedClient.Thunderbird)]
    [TestCase(SimulatedClient.Evolution)]
    public void The_public_file_takes_the_response_away_in_some_clients_which_is_why_a_personal_feed_has_UIDs_of_its_own(
        SimulatedClient client)
    {
        var calendar = Accept(client);

        Open(calendar, WorkshopCalendar.Publish(Series with { Workshops = [Series.Workshops[0] with { Sequence = 2 }] }, "en", At));

        Assert.That(FindInvitation(calendar).Response, Is.Null);
    }

    [TestCaseSource(nameof(All))]
    public void Two_people_who_open_their_feeds_in_one_calendar_keep_each_their_own_link(SimulatedClient client)
    {
        var ben = new Participant
        {
            Name = "Ben",
            Email = EmailAddress.Parse("ben@guest.example"),
            Meetings = [new() { WorkshopId = "1", Url = new("https://meet.example/ben") }],
        };
        var shared = Series with { Participants = [Anna, ben] };
        var calendar = new SimulatedCalendar(client, Anna.Email);

        Open(calendar, WorkshopCalendar.PublishFor(shared, Anna, At));
        Open(calendar, WorkshopCalendar.PublishFor(shared, ben, At + Duration.FromHours(1)));

        // The others import no file of their own accord: to them, a feed is a calendar of its own.
        string[] both = client is SimulatedClient.Thunderbird or SimulatedClient.Kde or SimulatedClient.Evolution or SimulatedClient.Proton
            or SimulatedClient.Outlook
            ? ["https://meet.example/ben", "https://meet.example/spring"]
            : [];
        Assert.That(calendar.Events.Select(static one => one.Location), Is.EquivalentTo(both));
    }

    private static string Uid => WorkshopUid.Create(Series, Series.Workshops[0]);

    private static SimulatedCalendar Accept(SimulatedClient client)
    {
        var calendar = new SimulatedCalendar(client, Anna.Email);
        Press(calendar, WorkshopCalendar.Request(Series, Series.Workshops[0], Anna, At), At + Duration.FromMinutes(10));
        return calendar;
    }

    private static void Press(SimulatedCalendar calendar, IcsFile file, Instant at)
    {
        var received = calendar.Receive(file.Bytes.ToArray());
        using var reply = calendar.Respond(received, ParticipationStatus.Accepted, at);
        Assert.That(reply, Is.Not.Null);
    }

    private static void Open(SimulatedCalendar calendar, IcsFile file) =>
        calendar.TakeIn(calendar.Receive(file.Bytes.ToArray()), At + Duration.FromDays(1));

    private static SimulatedEvent FindInvitation(SimulatedCalendar calendar) => calendar.Events.Single(static one => one.Uid == Uid);
}
