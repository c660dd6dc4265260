using System.Text;
using Better.Calendar.Testing;

namespace Better.Calendar.Tests.Simulation;

/// <summary>
/// What each client's calendar shows after some emails and presses. The expected states were read in the clients' sources, not in ours;
/// Cyrus, Evolution's data server and sabre/vobject were run as well.
/// </summary>
public sealed class SimulatedCalendarTests
{
    private static readonly SimulatedClient[] All = Enum.GetValues<SimulatedClient>();

    private static readonly SimulatedClient[] Unasked =
        [SimulatedClient.Sabre, SimulatedClient.Cyrus, SimulatedClient.Outlook, SimulatedClient.Google];

    [TestCaseSource(nameof(All))]
    public void Nothing_is_stored_before_a_press_unless_the_client_acts_unasked(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Letter.Request());

        Assert.That(play.State, Is.EqualTo(Unasked.Contains(client) ? "09:00 A Confirmed no answer" : ""));
        Assert.That(play.Outcome, Is.EqualTo(Unasked.Contains(client) ? SimulatedOutcome.TakenIn : SimulatedOutcome.WaitsForPress));
    }

    [TestCaseSource(nameof(All))]
    public void A_press_stores_the_event_with_the_response_and_replies(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Letter.Request() with { Sequence = 3 }).Respond(ParticipationStatus.Accepted);

        Assert.That(play.State, Is.EqualTo("09:00 A Confirmed Accepted"));
        Assert.That(
            play.Replied,
            Does.Contain("METHOD:REPLY").And.Contain("SEQUENCE:3").And.Contain("PARTSTAT=ACCEPTED").And.Contain("UID:u"));
    }

    // client-by-client: which of the events without a response are removed or never stored after Decline.
    [TestCase(SimulatedClient.Kde, "")]
    [TestCase(SimulatedClient.Evolution, "")]
    [TestCase(SimulatedClient.Thunderbird, "09:00 A Confirmed Declined")]
    [TestCase(SimulatedClient.Sabre, "09:00 A Confirmed Declined")]
    [TestCase(SimulatedClient.Sogo, "09:00 A Confirmed Declined")]
    public void Decline_removes_the_event_in_some_clients(SimulatedClient client, string state)
    {
        var play = new CalendarPlay(client).Receive(Letter.Request()).Respond(ParticipationStatus.Declined);

        Assert.That(play.State, Is.EqualTo(state));
        Assert.That(play.Replied, Does.Contain("PARTSTAT=DECLINED"));
    }

    [TestCaseSource(nameof(All))]
    public void An_update_that_carries_the_response_keeps_it_in_every_client(SimulatedClient client)
    {
        var play = Accepted(client).Receive(Letter.Request() with { Minute = 30, Place = "B", PartStat = "ACCEPTED" }).TakeIn();

        Assert.That(play.State, Is.EqualTo("09:00 B Confirmed Accepted"));
    }

    [TestCase(SimulatedClient.Sabre, false)]
    [TestCase(SimulatedClient.Nextcloud, false)]
    [TestCase(SimulatedClient.Cyrus, false)]
    [TestCase(SimulatedClient.Thunderbird, true)]
    [TestCase(SimulatedClient.Kde, false)]
    [TestCase(SimulatedClient.Evolution, false)]
    [TestCase(SimulatedClient.Sogo, false)]
    [TestCase(SimulatedClient.Proton, false)]
    [TestCase(SimulatedClient.Outlook, true)]
    [TestCase(SimulatedClient.Google, true)]
    public void An_update_that_asks_although_the_SEQUENCE_is_the_same_loses_the_response_in_some(SimulatedClient client, bool isKept)
    {
        var play = Accepted(client).Receive(Letter.Request() with { Minute = 30, Place = "B" }).TakeIn();

        Assert.That(play.State, Is.EqualTo($"09:00 B Confirmed {(isKept ? "Accepted" : "no answer")}"));
    }

    [TestCaseSource(nameof(All))]
    public void An_update_with_a_higher_SEQUENCE_and_all_times_later_is_never_outdated(SimulatedClient client)
    {
        var play = Accepted(client)
            .Receive(Letter.Request() with { Minute = 30, Sequence = 1, Hour = 13 }).Respond(ParticipationStatus.Tentative);

        Assert.That(play.State, Is.EqualTo("13:00 A Confirmed Tentative"));
        Assert.That(play.Replied, Does.Contain("SEQUENCE:1").And.Contain("PARTSTAT=TENTATIVE"));
    }

    [TestCaseSource(nameof(All))]
    public void Without_LAST_MODIFIED_an_update_with_the_same_SEQUENCE_is_lost_in_KDE_and_SOGo(SimulatedClient client)
    {
        var play = Accepted(client)
            .Receive(Letter.Request() with { Minute = 30, Place = "B", PartStat = "ACCEPTED", HasLastModified = false }).TakeIn();

        var isLost = client is SimulatedClient.Kde or SimulatedClient.Sogo;
        Assert.That(play.State, Is.EqualTo($"09:00 {(isLost ? "A" : "B")} Confirmed Accepted"));
        Assert.That(play.Outcome, Is.EqualTo(isLost ? SimulatedOutcome.Outdated : SimulatedOutcome.TakenIn));
    }

    [TestCaseSource(nameof(All))]
    public void An_old_REQUEST_that_comes_late_is_taken_in_by_those_who_compare_nothing(SimulatedClient client)
    {
        var old = Letter.Request() with { Minute = 5, Place = "Old" };
        var play = Accepted(client, sequence: 1).Receive(old).TakeIn();

        var isTaken = client is SimulatedClient.Sabre or SimulatedClient.Nextcloud or SimulatedClient.Cyrus;
        Assert.That(play.State, Does.StartWith(isTaken ? "09:00 Old" : "09:00 A"));
    }

    [TestCaseSource(nameof(All))]
    public void A_late_REQUEST_of_the_same_SEQUENCE_is_taken_in_by_Evolution_too(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Letter.Request() with { Minute = 20 }).Respond(ParticipationStatus.Accepted)
            .Receive(Letter.Request() with { Minute = 10, Place = "Old" }).TakeIn();

        var isTaken = client
            is SimulatedClient.Sabre or SimulatedClient.Nextcloud or SimulatedClient.Cyrus or SimulatedClient.Evolution;
        Assert.That(play.State, Does.StartWith(isTaken ? "09:00 Old" : "09:00 A"));
    }

    [TestCaseSource(nameof(All))]
    public void A_CANCEL_removes_the_event_or_marks_it(SimulatedClient client)
    {
        var play = Accepted(client).Receive(Letter.Cancel() with { Minute = 30, Sequence = 1 }).TakeIn();

        Assert.That(play.State, Is.EqualTo(Marks(client) ? "09:00 A Cancelled Accepted" : ""));
    }

    [TestCaseSource(nameof(All))]
    public void An_old_CANCEL_is_obeyed_except_by_Proton_Outlook_and_Google(SimulatedClient client)
    {
        var play = Accepted(client, sequence: 2).Receive(Letter.Cancel() with { Minute = 5, Sequence = 1 }).TakeIn();

        var isObeyed = client is not (SimulatedClient.Proton or SimulatedClient.Outlook or SimulatedClient.Google);
        Assert.That(
            play.State,
            Is.EqualTo(!isObeyed ? "09:00 A Confirmed Accepted" : Marks(client) ? "09:00 A Cancelled Accepted" : ""));
    }

    [TestCaseSource(nameof(All))]
    public void A_CANCEL_of_an_unknown_event_stores_nothing(SimulatedClient client) =>
        Assert.That(new CalendarPlay(client).Receive(Letter.Cancel()).TakeIn().State, Is.Empty);

    [TestCaseSource(nameof(All))]
    public void A_REQUEST_after_a_CANCEL_makes_the_event_live_again(SimulatedClient client)
    {
        var play = Accepted(client).Receive(Letter.Cancel() with { Minute = 30, Sequence = 1 }).TakeIn()
            .Receive(Letter.Request() with { Minute = 40, Sequence = 2 }).Respond(ParticipationStatus.Accepted);

        Assert.That(play.State, Is.EqualTo("09:00 A Confirmed Accepted"));
    }

    [Test]
    public void Proton_waits_for_a_press_before_it_reinstates_an_event() =>
        Assert.That(
            Accepted(SimulatedClient.Proton).Receive(Letter.Cancel() with { Minute = 30, Sequence = 1 })
                .Receive(Letter.Request() with { Minute = 40, Sequence = 2 }).State,
            Is.EqualTo("09:00 A Cancelled Accepted"));

    [Test]
    public void Cyrus_counts_the_stored_SEQUENCE_up_with_each_CANCEL() =>
        Assert.That(
            Accepted(SimulatedClient.Cyrus).Receive(Letter.Cancel() with { Sequence = 7 }).Receive(Letter.Cancel() with { Sequence = 7 })
                .Calendar.Events.Single().Sequence,
            Is.EqualTo(2));

    [Test]
    public void KDE_adds_a_second_entry_if_the_first_was_recorded_without_a_response()
    {
        var play = new CalendarPlay(SimulatedClient.Kde).Receive(Letter.Request()).TakeIn()
            .Receive(Letter.Request() with { Minute = 30, Sequence = 1, Hour = 13 }).Respond(ParticipationStatus.Accepted);

        Assert.That(play.State, Is.EqualTo("09:00 A Confirmed no answer|13:00 A Confirmed Accepted"));
    }

    [Test]
    public void Thunderbird_offers_no_response_in_an_update_with_the_same_SEQUENCE()
    {
        var play = Accepted(SimulatedClient.Thunderbird)
            .Receive(Letter.Request() with { Minute = 30, Place = "B" }).Respond(ParticipationStatus.Declined);

        Assert.That((play.State, play.Replied), Is.EqualTo(("09:00 B Confirmed Accepted", "")));
    }

    [Test]
    public void SOGo_answers_the_stored_event_if_the_email_is_older()
    {
        var play = Accepted(SimulatedClient.Sogo, sequence: 4)
            .Receive(Letter.Request() with { Sequence = 1, Place = "Old" }).Respond(ParticipationStatus.Declined);

        Assert.That(play.State, Is.EqualTo("09:00 A Confirmed Declined"));
        Assert.That(play.Replied, Does.Contain("SEQUENCE:4"));
    }

    [Test]
    public void Replies_are_written_as_the_client_does()
    {
        var outlook = new CalendarPlay(SimulatedClient.Outlook).Receive(Letter.Request()).Respond(ParticipationStatus.Accepted, "I come.");
        var sogo = new CalendarPlay(SimulatedClient.Sogo).Receive(Letter.Request()).Respond(ParticipationStatus.Accepted);
        var sabre = new CalendarPlay(SimulatedClient.Sabre).Receive(Letter.Request()).Respond(ParticipationStatus.Accepted, "I come.");

        Assert.That(outlook.Replied, Does.Not.Contain("ORGANIZER").And.Contain("COMMENT:I come."));
        Assert.That(sogo.Replied, Does.Contain("DTSTAMP:20270301T080000Z").And.Contain("LAST-MODIFIED:20270301T081000Z"));
        Assert.That(sabre.Replied, Does.Contain("DTSTAMP:20270301T081000Z").And.Not.Contain("COMMENT"));
    }

    [Test]
    public void Presses_in_the_wrong_order_do_not_bring_back_the_old_time_where_the_client_compares()
    {
        foreach (var client in new[] { SimulatedClient.Thunderbird, SimulatedClient.Kde, SimulatedClient.Evolution, SimulatedClient.Sogo })
        {
            var calendar = new SimulatedCalendar(client, Letter.Owner);
            var first = calendar.Receive(Letter.Request().ToBytes());
            var second = calendar.Receive((Letter.Request() with { Minute = 5, Sequence = 1, Hour = 13 }).ToBytes());

            using var one = calendar.Respond(second, ParticipationStatus.Accepted, Letter.At(10));
            using var two = calendar.Respond(first, ParticipationStatus.Declined, Letter.At(11));

            Assert.That(CalendarPlay.Describe(calendar), Does.StartWith("13:00 A Confirmed"), $"{client}");
            Assert.That(two is null, Is.EqualTo(client != SimulatedClient.Sogo), $"{client}");
        }
    }

    [TestCaseSource(nameof(All))]
    public void A_PUBLISH_of_an_invited_UID_does_what_no_sender_wants(SimulatedClient client)
    {
        var play = Accepted(client)
            .Receive(Letter.Request() with { Method = "PUBLISH", Minute = 30, Sequence = 1, PartStat = null }).TakeIn();

        Assert.That(play.State, Is.EqualTo(client switch
        {
            SimulatedClient.Thunderbird or SimulatedClient.Evolution => "09:00 A Confirmed no answer",
            SimulatedClient.Kde or SimulatedClient.Proton or SimulatedClient.Outlook =>
                "09:00 A Confirmed Accepted|09:00 A Confirmed no answer",
            _ => "09:00 A Confirmed Accepted",
        }));
    }

    [Test]
    public void An_email_without_a_calendar_part_changes_nothing()
    {
        var calendar = new SimulatedCalendar(SimulatedClient.Outlook, Letter.Owner);

        var received = calendar.Receive(Encoding.ASCII.GetBytes("Subject: Hello\r\n\r\nHello.\r\n"));
        calendar.TakeIn(received, Letter.At(1));

        Assert.That(
            (received.Subject, received.Uid, received.Method, received.Outcome),
            Is.EqualTo(("Hello", "", "", SimulatedOutcome.Ignored)));
        Assert.That(calendar.Respond(received, ParticipationStatus.Accepted, Letter.At(1)), Is.Null);
        Assert.That(calendar.Respond("unknown", ParticipationStatus.Accepted, Letter.At(1)), Is.Null);
        Assert.That(calendar.Events, Is.Empty);
    }

    private static CalendarPlay Accepted(SimulatedClient client, int sequence = 0) =>
        new CalendarPlay(client).Receive(Letter.Request() with { Sequence = sequence, Minute = sequence == 0 ? 0 : 8 })
            .Respond(ParticipationStatus.Accepted);

    private static bool Marks(SimulatedClient client) => client
        is SimulatedClient.Sabre or SimulatedClient.Nextcloud or SimulatedClient.Cyrus or SimulatedClient.Proton or SimulatedClient.Outlook;
}
