using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>Who gets what after a workshop, and that nobody gets it twice or without wishing to.</summary>
public sealed class FollowUpPlannerTests
{
    private static readonly Instant Announced = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly Instant Afterwards = Instant.FromUtc(2027, 4, 22, 8, 0);
    private static readonly EmailAddress Zoe = EmailAddress.Parse("zoe@guest.example");

    /// <summary>Two workshops a week apart; one person was invited to the second only.</summary>
    private static WorkshopSeries Sent { get; } = SeriesRevision.First(
        Samples.Small() with
        {
            Workshops = [Samples.Workshop("1"), Samples.Workshop("2") with { Start = new(2027, 4, 21, 9, 0) }],
            Participants = [.. new[] { "anna", "bela", "cili", "dani" }.Select(Person), Person("zoe") with { Workshops = ["2"] }],
        },
        Announced).Series;

    private static readonly ParticipantResponse[] Responses =
    [
        Respond("1", "anna", ParticipationStatus.Accepted),
        Respond("2", "anna", ParticipationStatus.Declined),
        Respond("1", "bela", ParticipationStatus.Tentative),
        Respond("1", "cili", ParticipationStatus.Declined),
        Respond("2", "cili", ParticipationStatus.Declined),
    ];

    [TestCase("1", FollowUpRecipients.Attended, "anna+")]
    [TestCase("1", FollowUpRecipients.Invited, "anna+ bela dani")]
    [TestCase("1", FollowUpRecipients.Everyone, "anna+ bela cili dani zoe")]
    [TestCase("2", FollowUpRecipients.Attended, "")]
    [TestCase("2", FollowUpRecipients.Invited, "bela dani zoe")]
    [TestCase(null, FollowUpRecipients.Attended, "anna+")]
    [TestCase(null, FollowUpRecipients.Invited, "anna+ bela dani zoe")]
    [TestCase(null, FollowUpRecipients.Everyone, "anna+ bela cili dani zoe")]
    public void Who_came_is_thanked_and_others_are_informed_only_as_the_host_says(
        string? workshop, FollowUpRecipients recipients, string expected) =>
        Assert.That(Describe(FollowUpPlanner.Plan(Sent, Find(workshop), Afterwards, Responses, recipients)), Is.EqualTo(expected));

    [TestCase(FollowUpRecipients.Attended, "cili+ zoe+")]
    [TestCase(FollowUpRecipients.Invited, "anna bela cili+ dani zoe+")]
    public void A_list_of_who_came_is_stronger_than_what_they_had_said(FollowUpRecipients recipients, string expected)
    {
        var attended = new[] { EmailAddress.Parse("cili@guest.example"), Zoe, EmailAddress.Parse("passer-by@guest.example") };

        var plan = FollowUpPlanner.Plan(Sent, Sent.Workshops[0], Afterwards, Responses, recipients, attended);

        Assert.That(Describe(plan), Is.EqualTo(expected));
    }

    [Test]
    public void Who_was_withdrawn_or_forgotten_gets_none()
    {
        var bela = EmailAddress.Parse("bela@guest.example");
        var edited = Sent with
        {
            Participants = [.. Sent.Participants.Select(one => one.Email == bela ? one with { Workshops = ["2"] } : one)],
        };
        var withdrawn = SeriesRevision.Between(Sent, edited, Announced + Duration.FromDays(1), responses: Responses).Series;

        Assert.That(
            Describe(FollowUpPlanner.Plan(withdrawn, withdrawn.Workshops[0], Afterwards, [], FollowUpRecipients.Invited)),
            Is.EqualTo("anna cili dani"));
        Assert.That(
            Describe(FollowUpPlanner.Plan(withdrawn.Forget(bela), null, Afterwards, [], FollowUpRecipients.Everyone)),
            Does.Not.Contain("bela"));
    }

    [Test]
    public void Nothing_is_planned_before_the_end_or_about_what_did_not_take_place()
    {
        var (first, second) = (Sent.Workshops[0], Sent.Workshops[1]);
        var cancelled = Sent with { Workshops = [first with { Status = WorkshopStatus.Cancelled }, second] };

        int Count(WorkshopSeries series, Workshop? workshop, Instant at) =>
            FollowUpPlanner.Plan(series, workshop, at, [], FollowUpRecipients.Everyone).Count;

        Assert.That(Count(Sent, first, Instant.FromUtc(2027, 4, 14, 9, 0)), Is.Zero, "it is running");
        Assert.That(Count(Sent, first, Instant.FromUtc(2027, 4, 14, 9, 30)), Is.EqualTo(5), "it has just ended");
        Assert.That(Count(Sent, null, Instant.FromUtc(2027, 4, 14, 9, 30)), Is.Zero, "the second is still to come");
        Assert.That(Count(cancelled, cancelled.Workshops[0], Afterwards), Is.Zero);
        Assert.That(Count(cancelled, null, Afterwards), Is.EqualTo(5), "the second took place");
    }

    [Test]
    public void A_follow_up_keeps_its_key_and_Message_ID_whatever_is_edited_in_between()
    {
        var edited = Sent with
        {
            Workshops = [Sent.Workshops[0] with { Start = new(2027, 4, 13, 9, 0), Title = "Another" }, Sent.Workshops[1]],
        };
        var later = SeriesRevision.Between(Sent, edited, Announced + Duration.FromDays(1), responses: Responses).Series;
        Assert.That(later.Workshops[0].Sequence, Is.EqualTo(1));

        foreach (var workshop in new[] { "1", null })
        {
            var before = Identify(Sent, workshop, Afterwards);
            Assert.That(Identify(later, workshop, Afterwards + Duration.FromDays(30)), Is.EqualTo(before));
            Assert.That(before, Is.Unique);
        }

        Assert.That(
            Identify(Sent, "1", Afterwards).Concat(Identify(Sent, "2", Afterwards)).Concat(Identify(Sent, null, Afterwards)), Is.Unique);

        static List<(string Key, string MessageId)> Identify(WorkshopSeries series, string? workshop, Instant at) =>
        [
            .. FollowUpPlanner.Plan(series, Find(series, workshop), at, [], FollowUpRecipients.Everyone)
                .Select(plan => (plan.Key, new InvitationComposer().Compose(series, plan, at).MessageId)),
        ];
    }

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void Writing_the_summary_and_what_comes_next_notifies_nobody_and_raises_no_SEQUENCE(SchedulingMode mode)
    {
        var policy = new RevisionPolicy
        {
            SchedulingMode = mode,
            NotifyOfEditorialChanges = true,
            NotifyOfPastWorkshops = true,
            AlwaysRaiseSequence = true,
        };
        var sent = SeriesRevision.First(
            Sent with { State = null, Published = null, Participants = [.. Sent.Participants.Take(4)] }, Announced, policy).Series;
        foreach (var at in new[] { Announced + Duration.FromDays(1), Afterwards })
        {
            var edited = sent with
            {
                Next = "Statistics in autumn.",
                Workshops =
                [
                    sent.Workshops[0] with { Summary = "We drew maps." },
                    sent.Workshops[1],
                ],
            };

            var plan = SeriesRevision.Between(sent, edited, at, policy, Responses);

            Assert.That(plan.Emails, Is.Empty);
            Assert.That(plan.Series.Workshops, Is.EqualTo(edited.Workshops), "the SEQUENCE too");
            Assert.That(plan.Series.Recurrence, Is.EqualTo(sent.Recurrence), "no occurrence becomes an event of its own");
            Assert.That(SeriesRevision.Between(plan.Series, plan.Series, at, policy, Responses).Emails, Is.Empty);
        }
    }

    [TestCase(SchedulingMode.EventPerWorkshop)]
    [TestCase(SchedulingMode.RecurringEvent)]
    public void Adding_materials_afterwards_notifies_nobody_before_the_follow_up(SchedulingMode mode)
    {
        var policy = new RevisionPolicy { SchedulingMode = mode };
        var sent = SeriesRevision.First(
            Sent with { State = null, Published = null, Participants = [.. Sent.Participants.Take(4)] }, Announced, policy).Series;
        var edited = sent with
        {
            Workshops =
            [
                .. sent.Workshops.Select(static workshop => workshop with
                {
                    Materials = [new() { Title = "Slides", Url = new("https://host.example/slides") }],
                }),
            ],
        };

        var plan = SeriesRevision.Between(sent, edited, Afterwards, policy, Responses);

        Assert.That(plan.Emails, Is.Empty);
        Assert.That(plan.Series.Workshops.Select(static workshop => workshop.Sequence), Is.All.Zero);
        Assert.That(
            FollowUpPlanner.Plan(plan.Series, plan.Series.Workshops[0], Afterwards, Responses)
                .Select(one => new InvitationComposer().Compose(plan.Series, one, Afterwards).Text).ToArray(),
            Has.Length.EqualTo(1).And.All.Contains("https://host.example/slides"));
    }

    [Test]
    public void A_recurring_series_has_follow_ups_of_one_workshop_and_of_all_in_the_thread_of_its_invitation()
    {
        var series = SeriesRevision.First(
            Sent with { State = null, Published = null, Participants = [.. Sent.Participants.Take(4)] },
            Announced,
            new() { SchedulingMode = SchedulingMode.RecurringEvent }).Series;
        var invitation = new InvitationComposer().ComposeAll(
            SeriesRevision.First(
                series with { State = null, Published = null, Recurrence = null },
                Announced,
                new() { SchedulingMode = SchedulingMode.RecurringEvent })).First();

        foreach (var workshop in new[] { series.Workshops[1], null })
        {
            var plan = FollowUpPlanner.Plan(series, workshop, Afterwards, [Respond("2", "anna", ParticipationStatus.Accepted)]);
            Assert.That(Describe(plan), Is.EqualTo("anna+"));
            using var email = new InvitationComposer().Compose(series, plan[0], Afterwards).ToMimeMessage();
            if (workshop is null)
            {
                Assert.That(email.InReplyTo, Is.EqualTo(invitation.MessageId));
            }
        }
    }

    private static Participant Person(string name) => new() { Name = name, Email = EmailAddress.Parse($"{name}@guest.example") };

    private static ParticipantResponse Respond(string workshop, string name, ParticipationStatus status) =>
        new(workshop, EmailAddress.Parse($"{name}@guest.example"), status, 0);

    private static Workshop? Find(string? id) => Find(Sent, id);

    private static Workshop? Find(WorkshopSeries series, string? id) => series.Workshops.FirstOrDefault(one => one.Id == id);

    /// <summary>The names of the recipients; "+" for who is thanked.</summary>
    private static string Describe(IEnumerable<PlannedEmail> plan) =>
        string.Join(' ', plan.Select(email => email.Recipient.Name + (email.Response == ParticipationStatus.Accepted ? "+" : "")));
}
