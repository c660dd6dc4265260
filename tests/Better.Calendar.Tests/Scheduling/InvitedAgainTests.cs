using Better.Calendar.Testing;
using Better.Calendar.Tests.Icalendar.Writing;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Who was removed and invited again is asked again: what they said before counts nowhere.</summary>
[TestFixture(SchedulingMode.EventPerWorkshop)]
[TestFixture(SchedulingMode.RecurringEvent)]
public sealed class InvitedAgainTests(SchedulingMode mode)
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly Participant Anna = new() { Name = "Anna", Email = EmailAddress.Parse("anna@guest.example") };

    private SeriesRevision again = null!;
    private Attendance before = null!;

    private WorkshopSeries Series => again.Series;

    [SetUp]
    public void InviteAgain()
    {
        var series = Recurring.Weekly("Europe/Budapest", new(2027, 3, 17, 9, 0), 3) with
        {
            Participants = [Anna, new() { Name = "Béla", Email = EmailAddress.Parse("bela@guest.example") }],
        };
        var invited = SeriesRevision.First(series, At, new() { SchedulingMode = mode });
        before = Accept(invited.Series, Attendance.Empty, At + Duration.FromHours(1));
        var left = SeriesRevision.Between(
            invited.Series, invited.Series with { Participants = [series.Participants[1]] }, At + Duration.FromDays(1),
            responses: before.Responses);
        again = SeriesRevision.Between(
            left.Series, left.Series with { Participants = series.Participants }, At + Duration.FromDays(2), responses: before.Responses);
        Assert.That(again.Emails.Select(static one => (one.Kind, one.Recipient, one.AsksForResponse)).Distinct(), Is.EqualTo(
            new[] { (EmailKind.Invitation, Anna, true) }));
        Assert.That(SeriesDocument.Read(SeriesDocument.Write(Series)), Is.EqualTo(Series));
    }

    [Test]
    public void The_attendance_lists_the_response_as_outdated()
    {
        foreach (var workshop in Series.Workshops)
        {
            Assert.That(before.Find(Anna.Email, workshop.Id)!.IsOutdated(Series, workshop), Is.True);
            Assert.That(before.GetParticipantsWithoutResponse(Series, workshop, At), Does.Contain(Anna));
            Assert.That(before.Summarize(Series, workshop).Outdated, Is.EqualTo(1));
        }
    }

    [Test]
    public void The_plan_does_not_carry_the_response_and_the_reminder_asks()
    {
        var plan = Plan(before);

        Assert.That(plan.Emails.Where(static one => one.Recipient == Anna), Is.Not.Empty.And.All.Matches<PlannedEmail>(
            static one => one is { Kind: EmailKind.Update, Response: null, AsksForResponse: true }));
        Assert.That(
            before.PlanReminders(Series, Series.Workshops[0], At).Select(static one => (one.Recipient.Name, one.AsksForResponse)),
            Is.EqualTo(new[] { ("Anna", true), ("Béla", true) }));
    }

    [Test]
    public void The_RSVP_page_says_what_they_said_and_asks()
    {
        var workshop = Series.Workshops[0];
        var entry = before.Find(Anna.Email, workshop.Id)!;

        Assert.That(
            new RsvpPageText(Series, workshop, Anna).GetStoredResponse(entry.Status!.Value, entry.Version, At),
            Is.EqualTo("You accepted Wednesday 17 March 2027, 09:00–10:30. Can you still come?"));
    }

    [Test]
    public void A_new_response_counts_by_mail_and_on_the_page()
    {
        var calendar = new SimulatedCalendar(SimulatedClient.Thunderbird, Anna.Email);
        var byMail = new InvitationComposer().ComposeAll(again).Aggregate(before, (all, email) =>
        {
            using var reply = calendar.Respond(calendar.Receive(email), ParticipationStatus.Accepted, At + Duration.FromDays(3));
            return all.WithReply(ReplyReader.Read(reply!, Series, sender: SenderAuthentication.FromAddress(Anna.Email)));
        });

        foreach (var attendance in new[] { byMail, Accept(Series, before, At + Duration.FromDays(3)) })
        {
            Assert.That(
                Series.Workshops.Select(workshop => attendance.Find(Anna.Email, workshop.Id)!.IsOutdated(Series, workshop)),
                Is.All.False);
            Assert.That(Plan(attendance).Emails.Where(static one => one.Recipient == Anna), Is.Not.Empty.And.All.Matches<PlannedEmail>(
                static one => one is { Response: ParticipationStatus.Accepted, AsksForResponse: false }));
        }
    }

    private static Attendance Accept(WorkshopSeries series, Attendance attendance, Instant at) => series.Workshops.Aggregate(
        attendance,
        (all, workshop) => all.WithRsvpPageResponse(series, workshop, Anna, ParticipationStatus.Accepted, at));

    // All join links change, which asks nobody again.
    private SeriesRevision Plan(Attendance attendance) => SeriesRevision.Between(
        Series,
        Series with
        {
            Workshops = [.. Series.Workshops.Select(static one => one with { Meeting = one.Meeting! with { Passcode = "om" } })],
        },
        At + Duration.FromDays(4),
        responses: attendance.Responses);
}
