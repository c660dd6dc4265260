using Better.Calendar.Testing;
using NodaTime;

namespace Better.Calendar.Tests.Simulation;

/// <summary>What each client makes of a recurring event: overrides, cancelled occurrences, new masters.</summary>
public sealed class SimulatedSeriesTests
{
    private const string Week = "14 09:00 A|21 09:00 A|28 09:00 A";

    private static readonly SimulatedClient[] All = Enum.GetValues<SimulatedClient>();

    private static readonly Letter Series = Letter.Request() with { Rule = "RRULE:FREQ=WEEKLY;COUNT=3" };

    private static readonly Letter SecondMoved =
        Letter.Request() with { Occurrence = 21, Day = 22, Hour = 15, Place = "B", PartStat = "ACCEPTED" };

    [TestCaseSource(nameof(All))]
    public void A_series_is_expanded_and_answered_as_a_whole(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Series).Respond(ParticipationStatus.Accepted);

        Assert.That(play.Days, Is.EqualTo(Week));
        Assert.That(play.Calendar.Events.Select(one => one.Response), Is.All.EqualTo(ParticipationStatus.Accepted));
        Assert.That(
            play.Calendar.Events.Select(one => one.RecurrenceId),
            Is.EqualTo(play.Calendar.Events.Select(one => (Instant?)one.Start)));
    }

    [TestCase("FREQ=DAILY;COUNT=3", "14 09:00 A|15 09:00 A|16 09:00 A")]
    [TestCase("FREQ=WEEKLY;INTERVAL=2;COUNT=2", "14 09:00 A|28 09:00 A")]
    [TestCase("FREQ=WEEKLY;BYDAY=WE,FR;UNTIL=20270423T235959Z", "14 09:00 A|16 09:00 A|21 09:00 A|23 09:00 A")]
    public void Rules_are_expanded(string rule, string days) =>
        Assert.That(new CalendarPlay(SimulatedClient.Cyrus).Receive(Series with { Rule = $"RRULE:{rule}" }).Days, Is.EqualTo(days));

    [Test]
    public void Excluded_dates_are_left_out_and_local_times_follow_the_clock()
    {
        var calendar = new CalendarPlay(SimulatedClient.Cyrus)
            .Receive(Series with { Rule = "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/London:20270421T090000" }).Calendar;
        var autumn = new CalendarPlay(SimulatedClient.Cyrus)
            .Receive(Series with { Month = 10, Day = 30, Rule = "RRULE:FREQ=DAILY;COUNT=2" }).Calendar;

        Assert.That(calendar.Events.Select(one => one.Start.InUtc().Day), Is.EqualTo([14, 28]));
        Assert.That(
            autumn.Events.Select(one => one.Start.InUtc().Hour), Is.EqualTo([8, 9]), "09:00 before and after the change of 31 October");
    }

    [TestCaseSource(nameof(All))]
    public void A_whole_series_with_its_override_is_the_form_that_most_clients_show(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Series).Respond(ParticipationStatus.Accepted)
            .Receive(Series with { Sequence = 1, Minute = 30, PartStat = "ACCEPTED" }, SecondMoved with { Sequence = 1, Minute = 30 })
            .TakeIn();

        var isFirstOnly = client is SimulatedClient.Kde or SimulatedClient.Sogo or SimulatedClient.Proton or SimulatedClient.Google;
        Assert.That(play.Days, Is.EqualTo(isFirstOnly ? Week : "14 09:00 A|22 15:00 B|28 09:00 A"));
        Assert.That(play.Calendar.Events.Select(one => one.Response), Is.All.EqualTo(ParticipationStatus.Accepted));
    }

    [TestCaseSource(nameof(All))]
    public void An_override_alone_destroys_the_series_in_sabre(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Series).Respond(ParticipationStatus.Accepted)
            .Receive(SecondMoved with { Sequence = 1, Minute = 30 }).TakeIn();

        var isDestroyed = client is SimulatedClient.Sabre or SimulatedClient.Nextcloud;
        Assert.That(play.Days, Is.EqualTo(isDestroyed ? "22 15:00 B" : "14 09:00 A|22 15:00 B|28 09:00 A"));
    }

    [TestCaseSource(nameof(All))]
    public void A_CANCEL_of_one_occurrence_cancels_all_in_sabre_and_SOGo(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Series).Respond(ParticipationStatus.Accepted)
            .Receive(Letter.Cancel() with { Occurrence = 21, Day = 21, Sequence = 1, Minute = 30 }).TakeIn();

        var isAll = client is SimulatedClient.Sabre or SimulatedClient.Sogo;
        Assert.That(
            play.Calendar.Events.Where(one => one.Status != WorkshopStatus.Cancelled).Select(one => one.Start.InUtc().Day),
            Is.EqualTo(isAll ? Array.Empty<int>() : [14, 28]));
    }

    [TestCaseSource(nameof(All))]
    public void A_new_master_drops_the_overrides_that_it_does_not_carry_except_in_Cyrus_KDE_and_SOGo(SimulatedClient client)
    {
        var play = new CalendarPlay(client).Receive(Series).Respond(ParticipationStatus.Accepted);
        if (client is SimulatedClient.Sabre or SimulatedClient.Nextcloud)
        {
            play.Receive(Series with { Minute = 20, Sequence = 1 }, SecondMoved with { Minute = 20, Sequence = 1 });
        }
        else
        {
            play.Receive(SecondMoved with { Minute = 20, Sequence = 1 }).TakeIn();
        }

        play.Receive(Series with { Minute = 30, Sequence = 2 }).TakeIn();

        var isKept = client is SimulatedClient.Cyrus or SimulatedClient.Kde or SimulatedClient.Sogo;
        Assert.That(play.Days, Is.EqualTo(isKept ? "14 09:00 A|22 15:00 B|28 09:00 A" : Week));
    }

    [Test]
    public void One_occurrence_is_answered_alone()
    {
        var calendar = new CalendarPlay(SimulatedClient.Outlook).Receive(Series).Respond(ParticipationStatus.Accepted).Calendar;
        var second = calendar.Events[1];

        using var reply = calendar.Respond(second.Uid, ParticipationStatus.Declined, Letter.At(20), second.RecurrenceId);

        Assert.That(
            calendar.Events.Select(one => one.Response),
            Is.EqualTo([ParticipationStatus.Accepted, ParticipationStatus.Declined, ParticipationStatus.Accepted]));
        Assert.That(calendar.Events.Select(one => one.Start.InUtc().Day), Is.EqualTo([14, 21, 28]));
        Assert.That(
            CalendarPlay.CalendarText(reply!),
            Does.Contain("RECURRENCE-ID:20270421T080000Z").And.Contain("DTSTART:20270421T080000Z").And.Contain("PARTSTAT=DECLINED"));
    }

    [Test]
    public void Thunderbird_answers_a_series_with_its_overrides()
    {
        var play = new CalendarPlay(SimulatedClient.Thunderbird).Receive(Series, SecondMoved).Respond(ParticipationStatus.Accepted);

        Assert.That(play.Replied.Split("BEGIN:VEVENT"), Has.Length.EqualTo(3));
        Assert.That(play.Calendar.Events.Select(one => one.Response), Is.All.EqualTo(ParticipationStatus.Accepted));
    }
}
