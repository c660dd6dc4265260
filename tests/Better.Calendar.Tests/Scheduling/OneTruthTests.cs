using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>
/// Over the life of a series, the plan, the email, the calendar entry, the RSVP page and the organizer's list say the same.
/// </summary>
public sealed class OneTruthTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly Instant Tuesday = Instant.FromUtc(2026, 12, 29, 8, 0);
    private static readonly Instant AfterTuesday = Instant.FromUtc(2026, 12, 31, 8, 0);
    private static readonly EmailAddress Anna = EmailAddress.Parse("anna@guest.example");
    private static readonly string[] Languages = [.. InvitationTexts.Languages];

    private static readonly ParticipationStatus[] Statuses = Enum.GetValues<ParticipationStatus>();

    /// <summary>Workshops that are over, running, cancelled and still to come, and people with and without a choice of workshops.</summary>
    private static WorkshopSeries Mixed => Samples.Small() with
    {
        Workshops =
        [
            Samples.Workshop("over") with { Start = new(2027, 2, 1, 9, 0) },
            Samples.Workshop("running") with { Start = new(2027, 3, 1, 7, 30) },
            Samples.Workshop("cancelled") with { Status = WorkshopStatus.Cancelled },
            Samples.Workshop("next") with { Sequence = 3 },
            Samples.Workshop("perhaps") with { Status = WorkshopStatus.Tentative },
        ],
        Participants =
        [
            new() { Name = "Anna", Email = Anna, Language = "et", Zone = "Europe/Tallinn" },
            new() { Name = "Béla", Email = EmailAddress.Parse("bela@guest.example"), Workshops = ["next", "over", "cancelled"] },
        ],
    };

    [Test]
    public void ComposeAll_of_a_series_writes_what_its_first_revision_plans()
    {
        foreach (var series in new[] { Mixed, Samples.Better() })
        {
            foreach (var at in new[] { At, Samples.Announced, At + Duration.FromMinutes(59), At + Duration.FromMilliseconds(900) })
            {
                var planned = new InvitationComposer().ComposeAll(SeriesRevision.First(series, at)).Select(email => email.Bytes.ToArray());

                Assert.That(new InvitationComposer().ComposeAll(series, at).Select(email => email.Bytes.ToArray()), Is.EqualTo(planned));
            }
        }

        Assert.That(
            new InvitationComposer().ComposeAll(Mixed, At).Select(email => (email.WorkshopId, email.Recipient.Name)),
            Is.EqualTo(new[] { ("running", "Anna"), ("next", "Anna"), ("next", "Béla"), ("perhaps", "Anna") }));
    }

    [Test]
    public void A_series_whose_emails_went_out_is_not_invited_again() =>
        Assert.That(
            () => new InvitationComposer().ComposeAll(SeriesRevision.First(Mixed, At).Series, At),
            Throws.ArgumentException.With.Message.Contains("SeriesRevision.Between"));

    [Test]
    public void An_email_that_is_composed_by_hand_must_fit_the_workshop_and_the_response()
    {
        string[] fits =
            [
                .. from kind in Enum.GetValues<EmailKind>()
                   where kind != EmailKind.Overview
                   from workshop in Mixed.Workshops
                   from response in (ParticipationStatus?[])[null, .. Statuses.Cast<ParticipationStatus?>()]
                   where Fits(kind, workshop, response)
                   select $"{kind} {workshop.Id} {response}",
            ];
        string[] toCome = ["running", "next", "perhaps"];
        string[] takesPlace = ["over", .. toCome];
        string[] all = ["over", "running", "cancelled", "next", "perhaps"];
        string[] any = ["", "Accepted", "Tentative", "Declined"];

        Assert.That(
            fits,
            Is.EquivalentTo(
            [
                .. Expect(EmailKind.Invitation, toCome, "", "Tentative", "Declined"),
                .. Expect(EmailKind.Confirmation, toCome, "", "Accepted"),
                .. Expect(EmailKind.Update, takesPlace, any),
                .. Expect(EmailKind.Cancellation, all, any),
                .. Expect(EmailKind.Withdrawal, takesPlace, any),
                .. Expect(EmailKind.Reminder, toCome, "", "Accepted", "Tentative"),
                .. Expect(EmailKind.FollowUp, ["over"], any),
            ]));

        static IEnumerable<string> Expect(EmailKind kind, string[] workshops, params string[] responses) =>
            from workshop in workshops
            from response in responses
            select $"{kind} {workshop} {response}";
    }

    [Test]
    public void An_email_that_does_not_fit_is_refused_with_the_reason() =>
        Assert.That(
            () => new InvitationComposer().Compose(Mixed, Plan(EmailKind.Reminder, Mixed.Workshops[2], null), At),
            Throws.ArgumentException.With.Message.Contains("\"cancelled\"").And.Message.Contains("anna@guest.example")
                .And.Message.Contains("it is cancelled, and the email would say that it takes place"));

    [Test]
    public void Nobody_is_asked_about_a_workshop_that_is_cancelled_or_over()
    {
        var asked = Mixed.Workshops.Where(
            workshop => Attendance.Empty.GetParticipantsWithoutResponse(Mixed, workshop, At).Count > 0
                || ReminderPlanner.Plan(Mixed, workshop, At, []).Count > 0);

        Assert.That(asked.Select(workshop => workshop.Id), Is.EqualTo(new[] { "running", "next", "perhaps" }));
    }

    // Everybody else is told of the move; a new address knows neither the old time nor the new one.
    [Test]
    public void Nobody_is_invited_to_a_workshop_that_was_moved_into_the_past()
    {
        var sent = SeriesRevision.First(Samples.Small(), At).Series;
        var edited = Story.Workshop("1", workshop => workshop with { Start = workshop.Start.PlusYears(-1) })(sent);
        edited = edited with
        {
            Participants = [.. edited.Participants, new() { Name = "New", Email = EmailAddress.Parse("new@guest.example") }],
        };

        foreach (var policy in new[] { new RevisionPolicy(), new RevisionPolicy { NotifyOfPastWorkshops = true } })
        {
            var plan = SeriesRevision.Between(sent, edited, At, policy, responses: []);

            Assert.That(plan.Emails, Is.Not.Empty);
            Assert.That(plan.Emails.Select(email => email.Kind), Is.All.EqualTo(EmailKind.Update));
            Assert.That(new InvitationComposer().ComposeAll(plan).Count(), Is.EqualTo(plan.Emails.Count));
            Assert.That(
                plan.Skipped.Single(skipped => skipped.Reason == SkipReason.PastWorkshop).Recipients.Select(person => person.Name),
                Is.EqualTo(new[] { "New" }));
        }
    }

    [Test]
    public void A_plan_warns_of_a_workshop_that_was_moved_into_the_past_or_is_over()
    {
        var sent = SeriesRevision.First(Samples.Small(), At).Series;
        var slip = Story.Workshop("1", workshop => workshop with { Start = workshop.Start.PlusYears(-1) })(sent);

        var warning = SeriesRevision.Between(sent, slip, At, responses: []).Warnings.Single();
        Assert.That((warning.Kind, warning.WorkshopId), Is.EqualTo((PlanWarningKind.MovedIntoPast, "1")));
        Assert.That(warning.Text, Does.Contain("2026-04-14 10:30 Europe/London"));
        Assert.That(
            SeriesRevision.First(Mixed, At).Warnings.Select(one => (one.Kind, one.WorkshopId)),
            Is.EqualTo(new[] { (PlanWarningKind.AlreadyOver, "over") }));
    }

    [Test]
    public void A_plan_warns_of_responses_that_calendars_would_forget_and_of_zones_without_a_rule()
    {
        var sent = SeriesRevision.First(Samples.Small(), At).Series;
        var edited = Story.Workshop("1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } })(sent);

        Assert.That(
            SeriesRevision.Between(sent, edited, At).Warnings.Select(one => (one.Kind, one.WorkshopId)),
            Is.EqualTo(new[] { (PlanWarningKind.ResponsesUnknown, null), (PlanWarningKind.ResponseMayBeLost, (string?)"1") }));
        Assert.That(
            SeriesRevision.Between(sent, edited, At, responses: []).Warnings.Select(one => one.Kind),
            Is.EqualTo(new[] { PlanWarningKind.ResponseMayBeLost }));
        Assert.That(SeriesRevision.Between(sent, edited, At, responses: [new("1", Anna, ParticipationStatus.Accepted)]).Warnings, Is.Empty);

        // Under its law until 2022 Iran changed its clocks by the Persian calendar, which no yearly rule describes.
        var iran = Samples.Small() with { Zone = "Asia/Tehran" };
        Assert.That(
            SeriesRevision.First(iran, At, zones: TestData.Tzdb2019c.Zones).Warnings.Select(one => (one.Kind, one.WorkshopId)),
            Is.EqualTo(new[] { (PlanWarningKind.ZoneWithoutRule, (string?)"1") }));
    }

    [TestCase(SchedulingMode.EventPerWorkshop, "In UTC")]
    [TestCase(SchedulingMode.RecurringEvent, "A recurring event is in local time")]
    public void A_plan_warns_of_times_about_which_a_law_changed(SchedulingMode mode, string advice)
    {
        var vancouver = Samples.Small() with
        {
            Zone = "America/Vancouver",
            Workshops =
            [
                .. new[] { 8, 15 }.Select(static day =>
                    Samples.Workshop($"{day}") with { Title = "Yoga", Start = new(2027, 12, day, 10, 0) }),
            ],
        };

        var warnings = SeriesRevision.First(vancouver, At, new() { SchedulingMode = mode }).Warnings;

        Assert.That(
            warnings.Select(static one => (one.Kind, one.WorkshopId)),
            Is.EqualTo(new[] { (PlanWarningKind.ZoneRulesChanged, (string?)"8"), (PlanWarningKind.ZoneRulesChanged, "15") }));
        Assert.That(warnings[0].Text, Does.Contain("America/Vancouver changed").And.Contain("2027-12-08T10:00").And.Contain(advice));
    }

    [TestCaseSource(nameof(Statuses))]
    public void An_update_that_does_not_ask_again_carries_the_response_and_no_RSVP(ParticipationStatus response)
    {
        var story = new Story(Samples.Small(), At, new() { DeclinedRecipients = DeclinedRecipientPolicy.Everything })
        {
            Responses = [new("1", Anna, response, 0)],
        };

        story.Then("Another expert.", Story.Workshop("1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } }));
        Assert.That(story.Last.Emails.Single().Response, Is.EqualTo(response));
        Assert.That(story.Last.Emails.Single().AsksForResponse, Is.False);
        Assert.That(GetAttendee(story.Emails.Single()), Does.Contain($";PARTSTAT={response.ToString().ToUpperInvariant()}:mailto:"));

        story.Then("Another time.", Story.Workshop("1", workshop => workshop with { Start = workshop.Start.PlusHours(1) }));
        Assert.That(story.Last.Emails.Single().AsksForResponse, Is.True);
        Assert.That(GetAttendee(story.Emails.Single()), Does.Contain(";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:"));

        // They have not responded to the new time, so the old response no longer counts.
        story.Then("A third expert.", Story.Workshop("1", workshop => workshop with { LeadExpert = new() { Name = "Maarja Kask" } }));
        Assert.That(story.Last.Emails.Single().Response, Is.Null);
        Assert.That(GetAttendee(story.Emails.Single()), Does.Contain(";PARTSTAT=NEEDS-ACTION"));
    }

    [TestCaseSource(nameof(Languages))]
    public void Where_responses_are_unknown_an_update_says_that_an_earlier_one_stands_and_the_calendar_may_ask_again(string language)
    {
        var series = Samples.Small() with { Language = language };
        var story = new Story(series, At);
        story.Then("Another expert.", Story.Workshop("1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } }));

        var texts = InvitationTexts.ForLanguage(language);
        Assert.That(Unwrap(story.Emails.Single()), Does.Contain(texts[TextKey.ResponseRemainsValidIfGiven])
            .And.Not.Contain(texts[TextKey.ResponseRemainsValid]));
        Assert.That(GetAttendee(story.Emails.Single()), Does.Contain(";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:"));
    }

    [TestCaseSource(nameof(Languages))]
    public void A_reminder_asks_who_has_not_responded_and_helps_who_comes(string language)
    {
        var people = Statuses.Select(status => new Participant
        {
            Name = status.ToString(),
            Email = EmailAddress.Parse($"{status}@guest.example"),
            Language = language,
        });
        var series = SeriesRevision.First(
            Samples.Small() with { Participants = [Samples.Small().Participants[0] with { Language = language }, .. people] }, At).Series;
        var responses = Statuses.Select(status => new ParticipantResponse("1", EmailAddress.Parse($"{status}@guest.example"), status));
        var options = new InvitationOptions { RsvpPage = static (_, _, _) => new("https://host.example/respond") };

        var reminders = ReminderPlanner.Plan(series, series.Workshops[0], At + Duration.FromDays(1), responses)
            .Select(plan => new InvitationComposer(options).Compose(series, plan, At + Duration.FromDays(1))).ToList();

        var texts = InvitationTexts.ForLanguage(language);
        Assert.That(reminders.Select(email => email.Recipient.Name), Is.EqualTo(new[] { "Anna", "Accepted", "Tentative" }));
        Assert.That(Unwrap(reminders[0]), Does.Contain(texts[TextKey.ResponseMissing]).And.Contain("https://host.example/respond")
            .And.Not.Contain(texts[TextKey.CannotComeHint]));
        Assert.That(reminders.Skip(1).Select(Unwrap), Is.All.Contain(texts[TextKey.CannotComeHint])
            .And.All.Contain("https://meet.example/spring").And.All.Not.Contain("https://host.example/respond"));
        Assert.That(reminders.Select(email => email.MessageId), Is.Unique);
    }

    [Test]
    public void Who_declined_and_was_not_asked_again_is_not_among_those_without_a_response()
    {
        var first = SeriesRevision.First(Samples.Small(), At).Series;
        var declined = Attendance.Empty.WithReply(new ParticipantReply
        {
            MessageKey = "declined",
            Sender = new() { Email = Anna, Trust = SenderTrust.Token },
            Responses = [new("1", ParticipationStatus.Declined, 0, At)],
        });
        var policy = new RevisionPolicy { DeclinedRecipients = DeclinedRecipientPolicy.Cancellations };
        var edited = first with { Workshops = [.. first.Workshops.Select(static one => one with { Start = one.Start.PlusHours(4) })] };
        var moved = SeriesRevision.Between(first, edited, At + Duration.FromDays(1), policy, declined.Responses);

        Assert.That(moved.Emails, Is.Empty);
        Assert.That(declined.PlanReminders(moved.Series, moved.Series.Workshops[0], At), Is.Empty);
        Assert.That(declined.GetParticipantsWithoutResponse(moved.Series, moved.Series.Workshops[0], At), Is.Empty);
    }

    [Test]
    public void Who_sends_somebody_else_is_not_reminded()
    {
        var series = SeriesRevision.First(Samples.Small(), At).Series;
        var delegated = Attendance.Empty.WithReply(new Delegation
        {
            MessageKey = "delegation",
            Sender = new() { Email = Anna, Trust = SenderTrust.Token },
            DelegatedTo = null,
            WorkshopIds = ["1"],
            Sequence = 0,
            Timestamp = At,
        });

        Assert.That(Attendance.Empty.PlanReminders(series, series.Workshops[0], At), Has.Count.EqualTo(1));
        Assert.That(delegated.PlanReminders(series, series.Workshops[0], At), Is.Empty);
        Assert.That(delegated.GetParticipantsWithoutResponse(series, series.Workshops[0], At), Is.Empty);
    }

    [TestCaseSource(nameof(Languages))]
    public void Who_registered_elsewhere_gets_a_confirmation_instead_of_an_invitation(string language)
    {
        var series = Samples.Small() with { Language = language };
        var registered = Attendance.Empty.WithRsvpPageResponse(
            series, series.Workshops[0], series.Participants[0], ParticipationStatus.Accepted, At - Duration.FromDays(1));

        var plan = SeriesRevision.First(series, At, responses: registered.Responses);
        var email = new InvitationComposer().ComposeAll(plan).Single();

        Assert.That((email.Kind, plan.Emails[0].Reason), Is.EqualTo((EmailKind.Confirmation, MessageReason.AlreadyAccepted)));
        Assert.That(email.Calendar!.Method, Is.EqualTo(IcsMethod.Request));
        Assert.That(GetAttendee(email), Does.Contain(";PARTSTAT=ACCEPTED:mailto:"));
        Assert.That(Unwrap(email), Does.Contain(InvitationTexts.ForLanguage(language)[TextKey.ResponseNotNeeded]));
        Assert.That(InvitationValidator.ValidateEmail(email.Bytes).Findings, Is.Empty);
        Assert.That(plan.Series.State!.Recipients.Single().Workshops.Single().Status, Is.EqualTo(InvitationStatus.Invited));

        var declined = SeriesRevision.First(series, At, responses: [new("1", Anna, ParticipationStatus.Declined)]);
        Assert.That((declined.Emails.Count, declined.Skipped.Single().Reason), Is.EqualTo((0, SkipReason.Declined)));
    }

    [TestCaseSource(nameof(Languages))]
    public void The_privacy_sentence_is_true_under_an_email_that_names_an_expert(string language)
    {
        // The expert may be a participant as well: only that the list is hidden is true for everybody.
        var reader = Samples.Better().Participants[2] with { Language = language };
        var series = Samples.Better() with { Participants = [reader] };
        var email = new InvitationComposer().Compose(series, series.Workshops[0], reader, Samples.Announced);

        Assert.That(email.Text, Does.Contain("Lauri Sock"));
        Assert.That(Unwrap(email), Does.Contain(InvitationTexts.ForLanguage(language)[TextKey.ParticipantsHidden]));
    }

    [Test]
    public void An_event_says_nothing_about_the_other_workshops_and_the_email_dates_its_schedule()
    {
        var series = Samples.Better();
        var options = new InvitationOptions { SchedulePage = new("https://better.example/schedule") };
        var moved = series with
        {
            Description = "Another description of the series.",
            Workshops =
            [
                .. series.Workshops.Take(2),
                series.Workshops[2] with { Start = series.Workshops[2].Start.PlusDays(7), Title = "Another", LeadExpert = null },
            ],
        };

        foreach (var (before, after) in new InvitationComposer(options).ComposeAll(series, Samples.Announced)
            .Zip(new InvitationComposer(options).ComposeAll(moved, Samples.Announced)).Where(pair => pair.First.WorkshopId != "3"))
        {
            Assert.That(after.Calendar!.ToString(), Is.EqualTo(before.Calendar!.ToString()));
            Assert.That(before.Calendar.ToString().Replace("\r\n ", "", StringComparison.Ordinal), Does.Contain("better.example/schedule"));
        }

        var english = Email.EmailMatrix.Email(EmailKind.Invitation, "en");
        Assert.That(Unwrap(english), Does.Contain("The whole programme, as of Wednesday 20 May 2020"));
        Assert.That(english.Html, Does.Contain("The whole programme, as of Wednesday 20 May 2020"));
    }

    [Test]
    public void The_RSVP_page_shows_a_response_with_the_version_that_it_was_given_to()
    {
        var (before, text) = Respond("en", ParticipationStatus.Accepted);
        Assert.That(text(before, Tuesday), Does.Contain("You will take part").And.Contain("Tuesday 29 December 2026, 09:30–11:00"));

        var moved = before with { Start = new(2026, 12, 29, 13, 0), Sequence = 1 };
        Assert.That(
            text(moved, Tuesday),
            Is.EqualTo("You accepted Tuesday 29 December 2026, 09:30–11:00. It has moved to 13:00–14:30. Can you still come?"));
        Assert.That(
            text(moved with { Start = new(2026, 12, 30, 13, 0) }, Tuesday),
            Does.Contain("It has moved to Wednesday 30 December 2026, 13:00–14:30."));
        Assert.That(
            text(before with { Sequence = 1, Meeting = null }, Tuesday),
            Is.EqualTo("You accepted Tuesday 29 December 2026, 09:30–11:00. It has changed since. Can you still come?"));
        Assert.That(
            text(moved with { Status = WorkshopStatus.Cancelled }, Tuesday),
            Is.EqualTo("You accepted Tuesday 29 December 2026, 09:30–11:00. "
                + "The workshop “Workshop 1” will not take place, so no response is needed."));
        Assert.That(
            text(moved, AfterTuesday),
            Is.EqualTo("You accepted Tuesday 29 December 2026, 09:30–11:00. It has moved to 13:00–14:30. The workshop is over."));

        // A reply need not say which times it was written for.
        var page = CreatePage("en", moved);
        Assert.That(
            page.GetStoredResponse(ParticipationStatus.Accepted, new(0, null, null), Tuesday),
            Is.EqualTo("Please respond again, because your earlier response was for the previous date or details."));
    }

    [TestCaseSource(nameof(Languages))]
    public void The_RSVP_page_never_shows_an_old_response_with_the_new_time_alone(string language)
    {
        foreach (var status in Statuses)
        {
            var (before, text) = Respond(language, status);
            var moved = before with { Start = new(2026, 12, 29, 13, 0), Sequence = 1 };
            foreach (var (workshop, at) in new[]
            {
                (moved, Tuesday), (moved with { Status = WorkshopStatus.Cancelled }, Tuesday), (moved, AfterTuesday),
            })
            {
                Assert.That(text(workshop, at), Does.Contain("9:30").And.Not.Contain("{"), $"{language} {status}");
            }
        }
    }

    [Test]
    public void The_attendance_says_which_version_a_response_was_given_to()
    {
        var series = Samples.Small();
        var (workshop, anna) = (series.Workshops[0], series.Participants[0]);
        using var invitation = new InvitationComposer().Compose(series, workshop, anna, At).ToMimeMessage();
        using var mail = Testing.SimulatedReply.CreateResponse(invitation, Anna, ParticipationStatus.Accepted, At + Duration.FromHours(1));
        var moved = series with { Workshops = [workshop with { Start = workshop.Start.PlusHours(4), Sequence = 1 }] };

        // The reply is read after the workshop was moved, and the page is used before.
        var byMail = Attendance.Empty.WithReply(ReplyReader.Read(mail, moved, sender: SenderAuthentication.FromAddress(Anna)));
        var byPage = Attendance.Empty.WithRsvpPageResponse(series, workshop, anna, ParticipationStatus.Accepted, At);

        var expected = WorkshopVersion.FromWorkshop(series, workshop);
        Assert.That(expected, Is.EqualTo(new WorkshopVersion(0, Instant.FromUtc(2027, 4, 14, 8, 0), Instant.FromUtc(2027, 4, 14, 9, 30))));
        foreach (var attendance in new[] { byMail, byPage })
        {
            Assert.That(attendance.Find(Anna, "1")!.Version, Is.EqualTo(expected));
            Assert.That(attendance.Find(Anna, "1")!.IsOutdated(moved, moved.Workshops[0]), Is.True);
            Assert.That(attendance.GetParticipantsWithoutResponse(moved, moved.Workshops[0], At), Is.EqualTo(moved.Participants));
            Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(attendance)), Is.EqualTo(attendance));
        }
    }

    private static (Workshop Workshop, Func<Workshop, Instant, string> Text) Respond(string language, ParticipationStatus status)
    {
        var workshop = Samples.Workshop("1") with { Start = new(2026, 12, 29, 9, 30) };
        var version = WorkshopVersion.FromWorkshop(Samples.Small() with { Workshops = [workshop] }, workshop);
        return (workshop, (now, at) => CreatePage(language, now).GetStoredResponse(status, version, at));
    }

    private static RsvpPageText CreatePage(string language, Workshop workshop)
    {
        var series = Samples.Small() with { Language = language, Workshops = [workshop] };
        return new(series, workshop, series.Participants[0]);
    }

    private static bool Fits(EmailKind kind, Workshop workshop, ParticipationStatus? response)
    {
        try
        {
            return new InvitationComposer().Compose(Mixed, Plan(kind, workshop, response), At).Bytes.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static PlannedEmail Plan(EmailKind kind, Workshop workshop, ParticipationStatus? response) => new()
    {
        Kind = kind,
        Recipient = Mixed.Participants[0],
        Workshop = workshop,
        PreviousWorkshop = kind == EmailKind.Update ? workshop with { LeadExpert = new() { Name = "Lauri Sock" } } : null,
        Response = response,
    };

    private static string GetAttendee(InvitationEmail email) =>
        email.Calendar!.ToString().Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n")
            .Single(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal));

    private static string Unwrap(InvitationEmail email) => email.Text.Replace(" \n", " ", StringComparison.Ordinal);
}
