using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>One email for the whole course, one page, and then each workshop alone.</summary>
public sealed class CourseEmailTests
{
    private static readonly RevisionPolicy Course = new() { SchedulingMode = SchedulingMode.CourseEmail };
    private static readonly InvitationOptions Options = new()
    {
        CoursePage = static (_, participant) => new($"https://better.example/course/{participant.Email.LocalPart}"),
    };

    private SeriesRevision last = null!;
    private Attendance attendance = Attendance.Empty;
    private Instant at = Samples.Announced;

    private WorkshopSeries Stored => last.Series;

    [SetUp]
    public void SendFirstEmails()
    {
        (attendance, at) = (Attendance.Empty, Samples.Announced);
        last = SeriesRevision.First(Samples.Better(), at, Course);
    }

    [Test]
    public void BETTER_is_five_emails_instead_of_fifteen()
    {
        var single = SeriesRevision.First(Samples.Better(), at).Emails;

        Assert.That((last.Emails.Count, single.Count), Is.EqualTo((5, 15)));
        Assert.That(
            last.Emails.Select(static email => (email.Kind, email.IsCourseEmail, email.Workshop, email.AsksForResponse)).Distinct(),
            Is.EqualTo(new (EmailKind, bool, Workshop?, bool)[] { (EmailKind.Invitation, true, null, true) }));
        Assert.That(
            last.Emails.Select(static email => email.Recipient),
            Is.EqualTo(Samples.Better().Participants));
    }

    [Test]
    public void The_email_shows_the_schedule_in_the_readers_time_and_one_button_to_the_page()
    {
        var email = Compose()[1];
        using var message = email.ToMimeMessage();

        Assert.That(email.Recipient.Name, Is.EqualTo("Kadri Tamm"));
        Assert.That(message.BodyParts.Select(static part => part.ContentType.MimeType), Is.EqualTo(["text/plain", "text/html"]));
        Assert.That(email.Text.Split("11:30–13:00"), Has.Length.EqualTo(4), "three workshops, in Tartu's time");
        Assert.That(email.Html.Split("href=\"https://better.example/course/kadri.tamm\""), Has.Length.EqualTo(2), "one button");
        Assert.That(email.Text, Does.Contain("https://better.example/course/kadri.tamm"));
        Assert.That(email.Text, Does.Not.Contain("better.webex.example"), "what joining needs comes with the confirmation");
        Assert.That(email.Html, Does.Not.Contain("?response="));
        Assert.That(email.Calendar, Is.Null);
    }

    [Test]
    public void What_is_accepted_follows_as_confirmations_and_the_rest_as_its_kind_needs()
    {
        Respond("kadri.tamm@tartu.example", ("1", ParticipationStatus.Accepted), ("2", ParticipationStatus.Tentative),
            ("3", ParticipationStatus.Declined));

        Plan(Stored);

        Assert.That(
            last.Emails.Select(static email => (email.Kind, email.Workshop?.Id, email.Response, email.AsksForResponse)),
            Is.EqualTo(new (EmailKind, string?, ParticipationStatus?, bool)[]
            {
                (EmailKind.Confirmation, "1", ParticipationStatus.Accepted, false),
                (EmailKind.Invitation, "2", ParticipationStatus.Tentative, false),
            }));
        Assert.That(
            Compose().Select(static email => Unfold(email.Calendar!)),
            Is.EqualTo(new[] { "PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE" }).Using<string, string>(static (file, part) =>
                file.Contains(part, StringComparison.Ordinal) && !file.Contains("RSVP=TRUE", StringComparison.Ordinal)));
        Assert.That(last.Emails[1].Explanation, Does.Contain("tentatively"));
        var before = last;
        Plan(Stored);
        Assert.That((last.Emails, last.Series), Is.EqualTo((ValueList<PlannedEmail>.Empty, before.Series)), "nothing is sent twice");
    }

    [Test]
    public void The_page_repeats_the_response_after_the_confirmation()
    {
        Respond("kadri.tamm@tartu.example", ("1", ParticipationStatus.Accepted));
        Plan(Stored);

        var entry = attendance.Current.Single();
        Assert.That(entry.IsOutdated(Stored, Stored.Workshops[0]), Is.False);
        var text = new RsvpPageText(Stored, Stored.Workshops[0], Stored.Participants[1]);
        Assert.That(
            text.GetStoredResponse(ParticipationStatus.Accepted, entry.Version, at),
            Is.EqualTo(text.GetConfirmation(ParticipationStatus.Accepted)));
    }

    [Test]
    public void A_workshop_moves_alone_for_those_who_have_it_and_in_one_email_for_the_others()
    {
        Respond("kadri.tamm@tartu.example", ("2", ParticipationStatus.Accepted));
        Plan(Stored);

        Plan(Move(Move(Stored, 1), 2));

        var single = last.Emails.Where(static email => !email.IsCourseEmail).ToList();
        Assert.That(single.Select(static email => (email.Kind, email.Workshop!.Id, email.Recipient.Name, email.RequestsNewResponse)),
            Is.EqualTo(new[] { (EmailKind.Update, "2", "Kadri Tamm", true) }));
        var course = last.Emails.Where(static email => email.IsCourseEmail).ToList();
        Assert.That(course.Select(static email => (email.Kind, email.AsksForResponse)), Is.All.EqualTo((EmailKind.Update, true)));
        Assert.That(course.Select(static email => email.Recipient.Email), Is.Unique.And.Exactly(5).Items, "one email, however many move");
        var texts = Compose().ToDictionary(
            static email => (email.Recipient.Email.Value, email.WorkshopId),
            static email => email.Text.Replace(" \n", " ", StringComparison.Ordinal));
        Assert.That(texts[("olivia.clarke@birmingham.example", null)], Does.Contain("What has changed").And.Contain("12:30–14:00"));
        Assert.That(
            texts[("kadri.tamm@tartu.example", null)].Split("– ").Count(static line => line.Contains(": ") && line.Contains('→')),
            Is.LessThanOrEqualTo(1),
            "her own workshop is in its own email");
    }

    [Test]
    public void A_response_to_an_old_time_brings_nothing_into_the_calendar()
    {
        Respond("kadri.tamm@tartu.example", ("2", ParticipationStatus.Accepted));

        Plan(Move(Stored, 1));

        Assert.That(last.Emails.Select(static email => (email.Kind, email.IsCourseEmail)), Is.All.EqualTo((EmailKind.Update, true)));
        Plan(Stored);
        Assert.That(last.Emails, Is.Empty);
        Respond("kadri.tamm@tartu.example", ("2", ParticipationStatus.Accepted));
        Plan(Stored);
        Assert.That(
            last.Emails.Select(static email => (email.Kind, email.Workshop!.Id, email.Workshop.Sequence)),
            Is.EqualTo(new[] { (EmailKind.Confirmation, "2", 1) }));
    }

    [Test]
    public void Who_joins_late_gets_the_email_about_the_course_and_who_leaves_one_withdrawal()
    {
        var late = new Participant { Name = "Late", Email = EmailAddress.Parse("late@guest.example") };
        Plan(Stored with { Participants = [.. Stored.Participants.Skip(1), late] });

        Assert.That(
            last.Emails.Select(static email => (email.Kind, email.IsCourseEmail, email.Recipient.Name, email.Reason)),
            Is.EqualTo(new[]
            {
                (EmailKind.Withdrawal, true, Samples.Better().Participants[0].Name, MessageReason.ParticipantRemoved),
                (EmailKind.Invitation, true, "Late", MessageReason.ParticipantAdded),
            }));
        var withdrawal = Compose()[0];
        Assert.That(withdrawal.Calendar, Is.Null);
        Assert.That(withdrawal.Html, Does.Not.Contain("better.example/course"));

        // Back again: another email than the first one.
        var keys = new HashSet<string>(SeriesRevision.First(Samples.Better(), at, Course).Emails.Select(static email => email.Key));
        Plan(Stored with { Participants = Samples.Better().Participants });
        Assert.That(last.Emails.Single(static email => email.Kind == EmailKind.Invitation).Key, Is.Not.AnyOf(keys));
    }

    [Test]
    public void A_workshop_that_is_added_and_a_cancelled_one_come_in_one_email()
    {
        var added = Stored.Workshops[0] with { Id = "4", Start = Stored.Workshops[0].Start.PlusDays(7), Title = "Extra" };
        var cancelled = Stored.Workshops[0] with { Status = WorkshopStatus.Cancelled };
        Plan(Stored with { Workshops = [cancelled, .. Stored.Workshops.Skip(1), added] });

        Assert.That(last.Emails.Select(static email => (email.Kind, email.IsCourseEmail)), Is.All.EqualTo((EmailKind.Update, true)));
        Assert.That(last.Emails, Has.Count.EqualTo(5));
        var english = Compose().Single(static email => email.Language == "en").Text.Replace(" \n", " ", StringComparison.Ordinal);
        Assert.That(english, Does.Contain("Extra").And.Contain("(new)").And.Contain("Cancelled"));
        Assert.That(last.Emails[0].Explanation, Does.StartWith("Workshop 1 is cancelled; workshop 4 is new for them"));
    }

    [Test]
    public void If_everything_is_cancelled_each_entry_is_and_the_rest_is_one_email()
    {
        Respond("kadri.tamm@tartu.example", ("2", ParticipationStatus.Accepted), ("3", ParticipationStatus.Declined));
        Plan(Stored);

        Plan(Stored with { Workshops = [.. Stored.Workshops.Select(static one => one with { Status = WorkshopStatus.Cancelled })] });

        Assert.That(last.Emails.Select(static email => email.Kind), Is.All.EqualTo(EmailKind.Cancellation));
        Assert.That(last.Emails.Count(static email => email.IsCourseEmail), Is.EqualTo(5));
        Assert.That(
            last.Emails.Where(static email => !email.IsCourseEmail).Select(static email => (email.Workshop!.Id, email.Recipient.Name)),
            Is.EqualTo(new[] { ("2", "Kadri Tamm") }));
        Assert.That(Compose().Count(static email => email.Calendar is not null), Is.EqualTo(1));

        // It takes place after all: asked again, under another key.
        var keys = last.Emails.Select(static email => email.Key).ToHashSet();
        Plan(Stored with { Workshops = [.. Stored.Workshops.Select(static one => one with { Status = WorkshopStatus.Confirmed })] });
        Plan(Stored with { Workshops = [.. Stored.Workshops.Select(static one => one with { Status = WorkshopStatus.Cancelled })] });
        Assert.That(last.Emails.Select(static email => email.Key).Intersect(keys), Is.Empty);
    }

    [Test]
    public void Who_never_received_the_email_is_asked_again_by_another_one()
    {
        var first = last.Emails[0];
        last = last with { Series = Stored with { State = Stored.State!.WithUndelivered([first.Key]) } };

        Plan(Stored);

        var again = last.Emails.Single();
        Assert.That((again.Kind, again.IsCourseEmail, again.Recipient), Is.EqualTo((EmailKind.Invitation, true, first.Recipient)));
        Assert.That(again.Key, Is.Not.EqualTo(first.Key));
        Assert.That(MessageIdOf(again), Is.Not.EqualTo(MessageIdOf(first)));
    }

    [Test]
    public void Keys_and_Message_IDs_of_a_long_life_are_unique()
    {
        var keys = new List<string>(last.Emails.Select(static email => email.Key));
        var ids = new List<string>(Compose().Select(static email => email.MessageId));
        void Remember()
        {
            keys.AddRange(last.Emails.Select(static email => email.Key));
            ids.AddRange(Compose().Select(static email => email.MessageId));
        }

        for (var i = 0; i < 3; i++)
        {
            Respond("kadri.tamm@tartu.example", ("1", ParticipationStatus.Accepted));
            foreach (var edited in (Func<WorkshopSeries>[])
            [
                () => Stored,
                () => Move(Stored, 0),
                () => Stored with { Participants = [.. Stored.Participants.Where(static one => one.Name != "Kadri Tamm")] },
                () => Stored with { Participants = Samples.Better().Participants },
                () => Move(Stored, 1),
            ])
            {
                Plan(edited());
                Remember();
            }
        }

        Assert.That(keys, Is.Unique);
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void The_mode_stays_and_is_in_the_document()
    {
        var read = SeriesDocument.Read(SeriesDocument.Write(Stored));

        Assert.That(read, Is.EqualTo(Stored));
        Assert.That(SeriesDocument.Write(Stored), Does.Contain("\"mode\": \"courseEmail\"").And.Contain("\"status\": \"asked\""));
        Assert.That(
            () => SeriesRevision.Between(read, read, at, new() { SchedulingMode = SchedulingMode.EventPerWorkshop }),
            Throws.ArgumentException.With.Message.Contain("SchedulingMode.CourseEmail"));
        Assert.That(
            () => SeriesDocument.Read(SeriesDocument.Write(Stored).Replace("courseEmail", "courseLetter", StringComparison.Ordinal)),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("state.mode"));
        Assert.That(Stored.Forget(Stored.Participants[0].Email).State!.Recipients, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_host_without_a_page_is_refused_with_the_reason()
    {
        foreach (var options in new InvitationOptions[] { new(), new() { CoursePage = static (_, _) => null } })
        {
            Assert.That(
                () => new InvitationComposer(options).ComposeAll(last).ToList(),
                Throws.ArgumentException.With.Message.Contain("CoursePage").And.Message.Contain("RSVP page"));
            Assert.That(
                () => new InvitationComposer(options with { SchedulingMode = SchedulingMode.CourseEmail })
                    .ComposeAll(Samples.Better(), at).ToList(),
                Throws.ArgumentException.With.Message.Contain("CoursePage"));
        }
    }

    [Test]
    public void A_composer_in_this_mode_writes_what_the_first_plan_plans() =>
        Assert.That(
            new InvitationComposer(Options with { SchedulingMode = SchedulingMode.CourseEmail }).ComposeAll(Samples.Better(), at)
                .Select(static email => Encoding.ASCII.GetString(email.Bytes.Span)),
            Is.EqualTo(Compose().Select(static email => Encoding.ASCII.GetString(email.Bytes.Span))));

    [Test]
    public void A_selection_shows_its_own_workshops_alone()
    {
        var series = Samples.Better();
        series = series with { Participants = [series.Participants[1] with { Workshops = ["1", "3"], Language = "en" }] };
        last = SeriesRevision.First(series, at, Course);
        var text = Compose().Single().Text;

        Assert.That(text, Does.Contain("1. Tue 16 June").And.Contain("3. Thu 18 June").And.Not.Contain("2. Wed"));
        Plan(Stored with { Participants = [Stored.Participants[0] with { Workshops = ["1"] }] });
        Assert.That(
            last.Emails.Select(static email => (email.Kind, email.AsksForResponse)),
            Is.EqualTo(new[] { (EmailKind.Update, true) }));
        Assert.That(Compose().Single().Text, Does.Contain("Withdrawn"));
    }

    [Test]
    public void Reminders_ask_who_was_asked_about_the_course()
    {
        Respond("kadri.tamm@tartu.example", ("1", ParticipationStatus.Declined));

        var reminders = attendance.PlanReminders(Stored, Stored.Workshops[0], at);

        Assert.That(reminders.Select(static email => email.Recipient.Name), Has.Exactly(4).Items.And.None.EqualTo("Kadri Tamm"));
        Assert.That(reminders.Select(static email => email.AsksForResponse), Is.All.True);
    }

    private void Plan(WorkshopSeries edited)
    {
        at += Duration.FromHours(1);
        last = SeriesRevision.Between(Stored, edited, at, null, attendance.Responses);
    }

    private void Respond(string email, params (string Id, ParticipationStatus Status)[] responses) =>
        attendance = attendance.WithRsvpPageResponses(
            Stored,
            Stored.Participants.Single(one => one.Email.Value == email),
            responses.ToDictionary(static one => one.Id, static one => one.Status),
            comment: null,
            at);

    private List<InvitationEmail> Compose() => [.. new InvitationComposer(Options).ComposeAll(last)];

    private string MessageIdOf(PlannedEmail email) => new InvitationComposer(Options).Compose(Stored, email, at).MessageId;

    private static WorkshopSeries Move(WorkshopSeries series, int index) => series with
    {
        Workshops = [.. series.Workshops.Select((one, i) => i == index ? one with { Start = one.Start.PlusHours(3) } : one)],
    };

    private static string Unfold(IcsFile file) => file.ToString().Replace("\r\n ", "", StringComparison.Ordinal);
}
