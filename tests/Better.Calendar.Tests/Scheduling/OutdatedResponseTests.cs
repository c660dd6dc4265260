using Better.Calendar.Testing;
using Better.Calendar.Tests.Icalendar.Writing;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Whether a response still counts is one rule for the attendance, the plan, reminders and the RSVP page.</summary>
public sealed class OutdatedResponseTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly EmailAddress Anna = EmailAddress.Parse("anna@guest.example");

    // Google reads the first event of an email only, so it shows the second workshop at the time of the rule.
    [Test]
    public void A_response_to_one_workshop_at_a_time_at_which_it_does_not_take_place_counts_nowhere()
    {
        var google = new SimulatedCalendar(SimulatedClient.Google, Anna);
        var yoga = Recurring.Weekly("Europe/Budapest", new(2027, 3, 17, 9, 0), 3);
        var first = SeriesRevision.First(yoga, At, new() { SchedulingMode = SchedulingMode.RecurringEvent });
        Receive(google, first);
        var moved = SeriesRevision.Between(first.Series, Edit(first.Series, Move), At + Duration.FromDays(1));
        Receive(google, moved);
        var shown = google.Events[1];
        using var mail = google.Respond(
            shown.Uid, ParticipationStatus.Accepted, moved.Timestamp + Duration.FromHours(1), shown.RecurrenceId);
        var (series, workshop) = (moved.Series, moved.Series.Workshops[1]);

        var attendance = Attendance.Empty.WithReply(ReplyReader.Read(mail!, series, sender: SenderAuthentication.FromAddress(Anna)));

        var entry = attendance.Find(Anna, "2")!;
        Assert.That((entry.Start, entry.Sequence), Is.EqualTo(((Instant?)Instant.FromUtc(2027, 3, 24, 8, 0), workshop.Sequence)));
        AssertOutdated(attendance, series, workshop);
        Assert.That(
            CreatePage(series, workshop, entry),
            Is.EqualTo("You accepted Wednesday 24 March 2027, 09:00–10:30. It has moved to 13:00–14:30. Can you still come?"));
        Assert.That(
            Plan(series, attendance).Emails.Single().Response, Is.Null, "an update carries no response that was given to another time");

        // On the page they see when it takes place.
        var again = attendance.WithRsvpPageResponse(series, workshop, series.Participants[0], ParticipationStatus.Accepted, At);
        Assert.That(again.Find(Anna, "2")!.IsOutdated(series, workshop), Is.False);
        Assert.That(
            Plan(series, again).Emails.Single().OccurrenceResponses.Single(),
            Is.EqualTo(new OccurrenceResponse { WorkshopId = "2", Response = ParticipationStatus.Accepted }));

        static Workshop Move(Workshop one) => one.Id == "2" ? one with { Start = one.Start.PlusHours(4) } : one;
    }

    [Test]
    public void A_policy_can_let_responses_to_another_time_count_and_then_the_RSVP_page_does_not_ask()
    {
        var policy = new RevisionPolicy { Time = ChangeSignificance.Notable };
        var first = SeriesRevision.First(Samples.Small(), At, policy);
        var attendance = Attendance.Empty.WithRsvpPageResponse(
            first.Series, first.Series.Workshops[0], first.Series.Participants[0], ParticipationStatus.Accepted, At);
        var moved = SeriesRevision.Between(
            first.Series,
            Edit(first.Series, static one => one with { Start = one.Start.PlusMinutes(5) }),
            At + Duration.FromDays(1),
            policy,
            attendance.Responses);
        var workshop = moved.Series.Workshops[0];

        Assert.That(moved.Emails.Single().Response, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(attendance.Find(Anna, "1")!.IsOutdated(moved.Series, workshop), Is.False);
        Assert.That(
            CreatePage(moved.Series, workshop, attendance.Find(Anna, "1")!),
            Is.EqualTo("You accepted Wednesday 14 April 2027, 09:00–10:30. It has moved to 09:05–10:35."));
    }

    [Test]
    public void Who_has_declined_and_by_the_policy_was_not_asked_again_gets_no_reminder()
    {
        var policy = new RevisionPolicy { DeclinedRecipients = DeclinedRecipientPolicy.Cancellations };
        var first = SeriesRevision.First(Samples.Small(), At, policy);
        var attendance = Attendance.Empty.WithRsvpPageResponse(
            first.Series, first.Series.Workshops[0], first.Series.Participants[0], ParticipationStatus.Declined, At);
        var moved = SeriesRevision.Between(
            first.Series,
            Edit(first.Series, static one => one with { Start = one.Start.PlusHours(4) }),
            At + Duration.FromDays(1),
            policy,
            attendance.Responses);
        var workshop = moved.Series.Workshops[0];

        Assert.That(moved.Emails, Is.Empty);
        Assert.That(attendance.PlanReminders(moved.Series, workshop, At), Is.Empty);
        Assert.That(
            CreatePage(moved.Series, workshop, attendance.Find(Anna, "1")!),
            Does.EndWith("It has moved to 13:00–14:30. Can you come now?"), "whoever opens the page can think again");

        // A mail from the old entry of their calendar says that they come after all, but not when.
        var later = attendance.WithReply(new ParticipantReply
        {
            MessageKey = "later",
            Sender = new() { Email = Anna, Trust = SenderTrust.Token },
            Responses = [new("1", ParticipationStatus.Accepted, 0, At + Duration.FromDays(2))],
        });
        Assert.That(later.PlanReminders(moved.Series, workshop, At).Single().AsksForResponse, Is.True);
    }

    [Test]
    public void Who_sends_somebody_else_is_asked_again_when_the_workshop_has_moved()
    {
        var first = SeriesRevision.First(Samples.Small(), At);
        var attendance = Attendance.Empty.WithReply(new Delegation
        {
            MessageKey = "d",
            Sender = new() { Email = Anna, Trust = SenderTrust.Token },
            DelegatedTo = EmailAddress.Parse("dora@guest.example"),
            WorkshopIds = ["1"],
            Sequence = 0,
            Timestamp = At,
        });
        Assert.That(attendance.PlanReminders(first.Series, first.Series.Workshops[0], At), Is.Empty);

        var moved = SeriesRevision.Between(
            first.Series, Edit(first.Series, static one => one with { Start = one.Start.PlusHours(4) }), At + Duration.FromDays(1));

        AssertOutdated(attendance, moved.Series, moved.Series.Workshops[0]);
    }

    private static void AssertOutdated(Attendance attendance, WorkshopSeries series, Workshop workshop)
    {
        Assert.That(attendance.Find(Anna, workshop.Id)!.IsOutdated(series, workshop), Is.True);
        Assert.That(attendance.Summarize(series, workshop).Outdated, Is.EqualTo(1));
        Assert.That(attendance.GetParticipantsWithoutResponse(series, workshop, At), Is.EqualTo(series.Participants));
        Assert.That(attendance.PlanReminders(series, workshop, At).Single().AsksForResponse, Is.True);
    }

    private static string CreatePage(WorkshopSeries series, Workshop workshop, AttendanceEntry entry) =>
        new RsvpPageText(series, workshop, series.Participants[0]).GetStoredResponse(entry.Status!.Value, entry.Version, At);

    private static void Receive(SimulatedCalendar calendar, SeriesRevision revision)
    {
        foreach (var email in new InvitationComposer().ComposeAll(revision))
        {
            calendar.Receive(email);
        }
    }

    private static WorkshopSeries Edit(WorkshopSeries series, Func<Workshop, Workshop> edit) =>
        series with { Workshops = [.. series.Workshops.Select(edit)] };

    // All join links change, which asks nobody again.
    private static SeriesRevision Plan(WorkshopSeries series, Attendance attendance) => SeriesRevision.Between(
        series,
        Edit(series, static one => one with { Meeting = one.Meeting! with { Passcode = "om" } }),
        At + Duration.FromDays(4),
        responses: attendance.Responses);
}
