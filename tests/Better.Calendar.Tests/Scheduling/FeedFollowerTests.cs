using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Somebody follows a course by their personal feed: no entries come by email, and whatever changes still reaches them.</summary>
public sealed class FeedFollowerTests
{
    private static readonly InvitationOptions Options = new()
    {
        CoursePage = static (_, participant) => new($"https://better.example/course/{participant.Email.LocalPart}"),
    };

    private SeriesRevision last = null!;
    private Attendance attendance = Attendance.Empty;
    private Instant at = Samples.Announced;

    private WorkshopSeries Stored => last.Series;

    private Participant Kadri => Stored.Participants.Single(static one => one.Name == "Kadri Tamm");

    [SetUp]
    public void SendFirstEmails()
    {
        (attendance, at) = (Attendance.Empty, Samples.Announced);
        last = SeriesRevision.First(Samples.Better(), at, new() { SchedulingMode = SchedulingMode.CourseEmail });
        Respond(("1", ParticipationStatus.Accepted), ("2", ParticipationStatus.Tentative), ("3", ParticipationStatus.Declined));
        Choose(followsFeed: true);
    }

    [Test]
    public void What_they_accept_is_not_sent_and_the_plan_says_why()
    {
        Plan(Stored);

        Assert.That(last.Emails, Is.Empty);
        Assert.That(
            last.Skipped.Where(static one => one.Reason == SkipReason.FollowsFeed)
                .Select(static one => (one.WorkshopId, one.Recipients[0].Name)),
            Is.EqualTo(new[] { ("1", "Kadri Tamm"), ("2", "Kadri Tamm") }));
        Assert.That(last.Skipped[0].Explanation, Is.Not.Empty);
    }

    [Test]
    public void A_move_asks_again_by_the_email_about_the_course_which_has_no_calendar_part()
    {
        Plan(Move(Stored, 0));

        var (planned, email) = Find();
        Assert.That(
            (planned.Kind, planned.IsCourseEmail, planned.AsksForResponse, planned.FollowsFeed),
            Is.EqualTo((EmailKind.Update, true, true, true)));
        Assert.That(email.Calendar, Is.Null);
        Assert.That(email.Text, Does.Contain("14:30"));
        AssertSaysFeed(email, isSaid: true);

        // They accept the new time: again nothing is sent.
        Respond(("1", ParticipationStatus.Accepted));
        Plan(Stored);
        Assert.That(last.Emails, Is.Empty);
    }

    [Test]
    public void Another_place_comes_in_an_email_that_does_not_ask()
    {
        Plan(Change(Stored, 0, static one => one with { Venue = new() { Name = "Town hall" } }));

        var (planned, email) = Find();
        Assert.That((planned.Kind, planned.IsCourseEmail, planned.AsksForResponse), Is.EqualTo((EmailKind.Update, true, false)));
        Assert.That(email.Calendar, Is.Null);
        Assert.That(email.Text, Does.Contain("Town hall"));
    }

    [Test]
    public void A_cancellation_and_a_withdrawal_come_without_a_calendar_part()
    {
        Plan(Change(Stored, 0, static one => one with { Status = WorkshopStatus.Cancelled }));
        var one = Find();
        Plan(Stored with { Workshops = [.. Stored.Workshops.Select(static one => one with { Status = WorkshopStatus.Cancelled })] });
        var all = Find();
        SendFirstEmails();
        Plan(Stored with { Participants = [.. Stored.Participants.Where(static one => one.Name != "Kadri Tamm")] });
        var left = Find();

        Assert.That(
            new[] { one, all, left }.Select(static one => (one.Planned.Kind, one.Planned.IsCourseEmail)),
            Is.EqualTo(new[] { (EmailKind.Update, true), (EmailKind.Cancellation, true), (EmailKind.Withdrawal, true) }));
        Assert.That(new[] { one, all, left }.Select(static one => one.Email.Calendar), Is.All.Null);
    }

    [Test]
    public void Who_takes_the_choice_back_gets_what_they_have_accepted()
    {
        Plan(Stored);
        Choose(followsFeed: false);

        Plan(Stored);

        Assert.That(
            last.Emails.Select(static email => (email.Kind, email.Workshop?.Id, email.FollowsFeed)),
            Is.EqualTo(new (EmailKind, string?, bool)[] { (EmailKind.Confirmation, "1", false), (EmailKind.Invitation, "2", false) }));
    }

    [Test]
    public void What_an_email_has_put_into_their_calendar_before_is_kept_right_by_emails()
    {
        Choose(followsFeed: false);
        Plan(Stored);
        Choose(followsFeed: true);

        Plan(Move(Move(Stored, 0), 2));

        Assert.That(
            Emails().Select(static one => (one.Planned.Kind, one.Planned.Workshop?.Id, one.Email.Calendar is null)),
            Is.EqualTo(new (EmailKind, string?, bool)[] { (EmailKind.Update, "1", false), (EmailKind.Update, null, true) }));
    }

    [Test]
    public void Who_accepted_elsewhere_gets_the_email_about_the_course_so_that_later_changes_reach_them()
    {
        var first = SeriesRevision.First(
            Samples.Better(),
            at,
            new() { SchedulingMode = SchedulingMode.CourseEmail },
            [
                .. Samples.Better().Workshops.Select(workshop =>
                    new ParticipantResponse(workshop.Id, Kadri.Email, ParticipationStatus.Accepted) { FollowsFeed = true }),
            ]);
        var own = first.Emails.Single(one => one.Recipient.Name == "Kadri Tamm");

        Assert.That((own.Kind, own.IsCourseEmail, own.FollowsFeed), Is.EqualTo((EmailKind.Invitation, true, true)));
        Assert.That(first.Emails.Count(static one => one.FollowsFeed), Is.EqualTo(1));
    }

    [Test]
    public void In_the_other_modes_the_choice_changes_nothing()
    {
        foreach (var mode in new[] { SchedulingMode.EventPerWorkshop, SchedulingMode.RecurringEvent })
        {
            ParticipantResponse[] Responses(bool followsFeed) =>
                [new("1", Kadri.Email, ParticipationStatus.Accepted) { FollowsFeed = followsFeed }];
            var policy = new RevisionPolicy { SchedulingMode = mode };

            Assert.That(
                SeriesRevision.First(Samples.Better(), at, policy, Responses(true)).Emails,
                Is.EqualTo(SeriesRevision.First(Samples.Better(), at, policy, Responses(false)).Emails));
        }
    }

    [Test]
    public void An_entry_composed_by_hand_is_refused_with_the_reason()
    {
        foreach (var kind in new[] { EmailKind.Confirmation, EmailKind.Invitation })
        {
            Assert.That(
                () => new InvitationComposer(Options).Compose(
                    Stored, new PlannedEmail { Kind = kind, Workshop = Stored.Workshops[0], Recipient = Kadri, FollowsFeed = true }, at),
                Throws.ArgumentException.With.Message.Contain("they follow by their personal feed, and it would be a second entry"));
        }
    }

    [Test]
    public void The_email_says_in_every_language_that_no_entries_come()
    {
        foreach (var language in InvitationTexts.Languages)
        {
            var series = Samples.Better();
            series = series with { Participants = [series.Participants[1] with { Language = language }] };
            foreach (var followsFeed in new[] { true, false })
            {
                var planned = new PlannedEmail
                {
                    Kind = EmailKind.Invitation,
                    IsCourseEmail = true,
                    FollowsFeed = followsFeed,
                    Recipient = series.Participants[0],
                };
                AssertSaysFeed(new InvitationComposer(Options).Compose(series, planned, at), followsFeed);
            }
        }
    }

    [Test]
    public void Reminders_still_go_out() =>
        Assert.That(
            attendance.PlanReminders(Stored, Stored.Workshops[0], at).Single(static one => one.Recipient.Name == "Kadri Tamm").Response,
            Is.EqualTo(ParticipationStatus.Accepted));

    private static void AssertSaysFeed(InvitationEmail email, bool isSaid)
    {
        var texts = InvitationTexts.ForLanguage(email.Language);
        var text = email.Text.Replace(" \n", " ", StringComparison.Ordinal);

        Assert.That(text.Contains(texts[TextKey.CourseFeed], StringComparison.Ordinal), Is.EqualTo(isSaid), text);
        Assert.That(text.Contains(texts[TextKey.CourseConfirmations], StringComparison.Ordinal), Is.EqualTo(!isSaid), text);
    }

    private void Plan(WorkshopSeries edited)
    {
        at += Duration.FromHours(1);
        last = SeriesRevision.Between(Stored, edited, at, null, attendance.Responses);
    }

    private void Respond(params (string Id, ParticipationStatus Status)[] responses) => attendance = attendance.WithRsvpPageResponses(
        Stored, Kadri, responses.ToDictionary(static one => one.Id, static one => one.Status), comment: null, at);

    private void Choose(bool followsFeed) => attendance = attendance.WithFeedChoice(Kadri, followsFeed, at);

    private (PlannedEmail Planned, InvitationEmail Email) Find() => Emails().Single();

    /// <summary>Those to Kadri.</summary>
    private List<(PlannedEmail Planned, InvitationEmail Email)> Emails() =>
        [
            .. last.Emails.Zip(new InvitationComposer(Options).ComposeAll(last))
                .Where(static one => one.First.Recipient.Name == "Kadri Tamm"),
        ];

    private static WorkshopSeries Move(WorkshopSeries series, int index) =>
        Change(series, index, static one => one with { Start = one.Start.PlusHours(3) });

    private static WorkshopSeries Change(WorkshopSeries series, int index, Func<Workshop, Workshop> change) => series with
    {
        Workshops = [.. series.Workshops.Select((one, i) => i == index ? change(one) : one)],
    };
}
