using Better.Calendar.Tests.Icalendar.Writing;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

/// <summary>A series that is one recurring event, through its life (<see cref="RecurrenceLife"/> checks every email).</summary>
public sealed class RecurrencePlannerTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);

    // Five Wednesdays in Budapest, across the change to summer time.
    private static readonly WorkshopSeries Yoga = Recurring.Weekly("Europe/Budapest", new(2027, 3, 17, 9, 0), 5) with
    {
        Participants = [Person("anna"), Person("bela"), Person("cili")],
    };

    // The same with a title of its own for each workshop.
    private static readonly WorkshopSeries Talks = Yoga with
    {
        Workshops = [.. Yoga.Workshops.Select(workshop => workshop with { Title = $"Talk {workshop.Id}" })],
    };

    [Test]
    public void The_first_plan_is_one_invitation_for_each_person_and_composes()
    {
        var life = new RecurrenceLife(Yoga, At);

        Assert.That(
            life.Plan.Emails.Select(email => (email.Kind, email.Workshop, email.Recipient.Name, email.Reason)),
            Is.EqualTo(new[] { "anna", "bela", "cili" }
                .Select(name => (EmailKind.Invitation, (Workshop?)null, name, MessageReason.FirstInvitation))));
        Assert.That(life.Series.Recurrence!.Count, Is.EqualTo(5));
        Assert.That(life.Emails[0].Text, Does.Contain("We warmly invite you to all the workshops of the series “Spring school”."));
    }

    [Test]
    public void Composing_all_invitations_of_a_series_writes_what_the_planner_plans()
    {
        var options = new InvitationOptions { SchedulingMode = SchedulingMode.RecurringEvent };

        var composed = new InvitationComposer(options).ComposeAll(Talks, At).Select(static email => email.Bytes.ToArray());

        Assert.That(composed, Is.EqualTo(new RecurrenceLife(Talks, At).Emails.Select(static email => email.Bytes.ToArray())));
    }

    [Test]
    public void A_late_joiner_gets_the_whole_event_and_nobody_else_gets_an_email()
    {
        var life = new RecurrenceLife(Talks, At).Edit(Join("dora"));

        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(new[] { "Invitation dora 0 ParticipantAdded" }));
        Assert.That(life.Plan.Skipped.Single().Reason, Is.EqualTo(SkipReason.NothingChanged));
    }

    [Test]
    public void A_leaver_gets_a_cancellation_of_the_whole_event_and_returns_with_a_higher_SEQUENCE()
    {
        var life = new RecurrenceLife(Talks, At).Edit(Leave("bela"));

        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(new[] { "Withdrawal bela 1 ParticipantRemoved" }));
        Assert.That(life.Emails[0].Calendar!.ToString(), Does.Contain("METHOD:CANCEL").And.Not.Contain("RECURRENCE-ID"));
        Assert.That(life.Emails[0].Text, Does.Contain("You are no longer invited to the workshops of the series"));

        life.Edit(Join("bela"));
        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(new[] { "Invitation bela 2 InvitedAgain" }));
    }

    [Test]
    public void A_new_address_gets_an_invitation_after_the_withdrawal_from_the_old_one()
    {
        var life = new RecurrenceLife(Talks, At).Edit(series => series with
        {
            Participants = [.. series.Participants.Select(one => one.Name == "bela" ? one with { Email = Person("b").Email } : one)],
        });

        Assert.That(
            life.Plan.Emails.Select(email => $"{email.Kind} {email.Recipient.Email} {email.SeriesSequence} {email.Reason}"),
            Is.EqualTo(new[] { "Withdrawal bela@guest.example 1 AddressChanged", "Invitation b@guest.example 2 AddressChanged" }));
    }

    [Test]
    public void A_moved_workshop_is_one_full_REQUEST_and_so_is_its_way_back()
    {
        var life = new RecurrenceLife(Yoga, At).Change("3", Move(hours: 4));

        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(Updates(1, MessageReason.MaterialChange)));
        Assert.That(life.Plan.Emails[0].Explanation, Is.EqualTo("Workshop 3: the time moved: they must respond to that again."));
        Assert.That(File(life), Does.Contain("RECURRENCE-ID;TZID=Europe/Budapest:20270331T090000"));
        Assert.That(
            Text(life),
            Does.Contain("Yoga – Date and time: previously Wednesday 31 March 2027, 09:00–10:30"));
        Assert.That(life.Plan.Warnings.Select(warning => (warning.Kind, warning.WorkshopId)), Does.Contain(
            (PlanWarningKind.OccurrenceMayBeWrong, "3")));

        life.Change("3", Move(hours: -4));
        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(Updates(2, MessageReason.MaterialChange)));
        Assert.That(File(life), Does.Contain("RECURRENCE-ID"), "Cyrus 3.6 would keep the override that says the old time");
    }

    [Test]
    public void A_cancelled_workshop_is_left_out_and_comes_back()
    {
        var life = new RecurrenceLife(Talks, At).Change("2", Cancel);

        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(Updates(1, MessageReason.MaterialChange)));
        Assert.That(life.Plan.Emails[0].RequestsNewResponse, Is.False, "there is nothing to respond to");
        Assert.That(File(life), Does.Contain("EXDATE;TZID=Europe/Budapest:20270324T090000").And.Not.Contain("STATUS:CANCELLED"));
        Assert.That(File(life), Does.Contain("METHOD:REQUEST"));
        Assert.That(
            Text(life), Does.Match(@"Talk 2 \(Wednesday 24 March 2027, .+\): Cancelled"));

        life.Change("2", workshop => workshop with { Status = WorkshopStatus.Confirmed });
        Assert.That(File(life), Does.Not.Contain("EXDATE"));
        Assert.That(
            life.Plan.Emails[0].Explanation, Is.EqualTo("Workshop 2 takes place after all: they must respond to that again."));
    }

    [Test]
    public void A_workshop_that_is_removed_is_left_out_and_comes_back()
    {
        var life = new RecurrenceLife(Talks, At).Edit(Remove("4"));

        Assert.That(life.Plan.Emails[0].Explanation, Is.EqualTo("Workshop 4 was removed: their response remains valid."));
        Assert.That(File(life), Does.Contain("EXDATE;TZID=Europe/Budapest:20270407T090000"));

        life.Edit(series => series with { Workshops = [.. series.Workshops, Talks.Workshops[3]] });
        Assert.That(File(life), Does.Not.Contain("EXDATE"));
    }

    [Test]
    public void All_workshops_move_without_overrides_by_a_new_rule()
    {
        var life = new RecurrenceLife(Yoga, At).Edit(MoveAll(Period.FromDays(1)));

        Assert.That(File(life), Does.Contain("DTSTART;TZID=Europe/Budapest:20270318T090000").And.Not.Contain("RECURRENCE-ID"));
        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(Updates(1, MessageReason.MaterialChange)));

        life.Edit(MoveAll(Period.FromDays(-1)));
        Assert.That(File(life), Does.Contain("DTSTART;TZID=Europe/Budapest:20270317T090000"));
    }

    [Test]
    public void All_workshops_move_with_the_overrides_that_calendars_have()
    {
        var life = new RecurrenceLife(Talks, At).Edit(MoveAll(Period.FromHours(2)));

        Assert.That(File(life).Split("RECURRENCE-ID"), Has.Length.EqualTo(6));
        Assert.That(File(life), Does.Contain("DTSTART;TZID=Europe/Budapest:20270317T090000"), "the occurrences keep their ids");

        life.Edit(MoveAll(Period.FromHours(-2)));
    }

    [Test]
    public void A_workshop_is_added_at_the_end_and_removed_again()
    {
        var life = new RecurrenceLife(Talks, At).Edit(Add("6", 5));

        Assert.That(File(life), Does.Contain("COUNT=6"));
        Assert.That(life.Plan.Emails[0].Explanation, Is.EqualTo("Workshop 6 is new: they must respond to that again."));
        Assert.That(Text(life), Does.Match("Talk 6: Wednesday 21 April 2027, .+ \\(new\\)"));

        life.Edit(Remove("6"));
        Assert.That(File(life), Does.Contain("EXDATE;TZID=Europe/Budapest:20270421T090000"));
    }

    [TestCase(1, "6 is on the date that was planned for workshop 2")]
    [TestCase(-1, "6 is before the first date")]
    public void A_workshop_that_is_added_off_the_dates_is_refused_early_with_the_workshop(int week, string reason) =>
        Assert.That(
            () => new RecurrenceLife(Talks, At).Edit(Add("6", week)),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain($"workshop {reason}").And.Message.Contain("undo the edit"));

    [Test]
    public void A_workshop_that_is_added_on_another_day_is_refused_early_with_the_workshop() =>
        Assert.That(
            () => new RecurrenceLife(Talks, At).Edit(series => series with
            {
                Workshops = [.. series.Workshops, Talks.Workshops[0] with { Id = "6", Start = new(2027, 4, 23, 9, 0) }],
            }),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("workshop 6 is not a multiple of 7 days after"));

    [Test]
    public void Irregular_dates_are_refused_before_anything_is_composed() =>
        Assert.That(
            () => SeriesRevision.First(
                Talks with { Workshops = [.. Talks.Workshops.Skip(1), Move(hours: 1)(Talks.Workshops[0])] },
                At,
                new() { SchedulingMode = SchedulingMode.RecurringEvent }),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("workshop 2 starts at another time of day than workshop 1"));

    [Test]
    public void The_whole_series_is_cancelled_for_everybody_and_takes_place_after_all()
    {
        var life = new RecurrenceLife(Talks, At)
            .Edit(series => series with { Workshops = [.. series.Workshops.Select(Cancel)] });

        Assert.That(
            life.Plan.Emails.Select(Describe),
            Is.EqualTo(new[] { "anna", "bela", "cili" }.Select(name => $"Cancellation {name} 1 WorkshopCancelled")));
        Assert.That(Text(life), Does.Contain("the workshops of the series “Spring school” will not take"));

        life.Edit(series => series with { Workshops = Talks.Workshops });
        Assert.That(life.Plan.Emails.Select(Describe), Is.EqualTo(Updates(2, MessageReason.Reinstated)));
    }

    [Test]
    public void Emails_carry_the_response_to_the_workshops_that_did_not_move()
    {
        var life = new RecurrenceLife(Yoga, At);
        life.Respond("anna", "ACCEPTED");
        life.Change("3", Move(hours: 4));

        var anna = PartStats(life, "anna");
        Assert.That(anna[""], Is.EqualTo("ACCEPTED"));
        Assert.That(anna["20270331T090000"], Is.EqualTo("NEEDS-ACTION;RSVP=TRUE"));
        Assert.That(life.Emails[0].Text, Does.Contain("Your answer to the other workshops remains valid."));
        Assert.That(PartStats(life, "bela").Values, Is.All.EqualTo("NEEDS-ACTION;RSVP=TRUE"));

        // She accepts the update, and the next one carries that for all.
        life.Respond("anna", "ACCEPTED");
        life.Change("5", workshop => workshop with { Meeting = workshop.Meeting! with { Passcode = "om" } });
        Assert.That(life.Plan.Emails[0].RequestsNewResponse, Is.False);
        Assert.That(PartStats(life, "anna").Values, Is.All.EqualTo("ACCEPTED"));
    }

    [Test]
    public void A_response_to_one_occurrence_counts_for_its_workshop_wherever_it_has_moved()
    {
        var life = new RecurrenceLife(Yoga, At).Change("3", Move(hours: 30));
        life.Respond("anna", "ACCEPTED");
        life.Respond("anna", "DECLINED", "RECURRENCE-ID;TZID=Europe/Budapest:20270331T090000");

        Assert.That(
            life.Attendance!.Responses.ToDictionary(static one => one.WorkshopId, static one => one.Status),
            Is.EquivalentTo(Enumerable.Range(1, 5).ToDictionary(
                static n => $"{n}",
                static n => n == 3 ? ParticipationStatus.Declined : ParticipationStatus.Accepted)));

        // The next email says the same, for each occurrence.
        life.Change("5", workshop => workshop with { Meeting = workshop.Meeting! with { Passcode = "om" } });
        Assert.That(PartStats(life, "anna")["20270331T090000"], Is.EqualTo("DECLINED"));
        Assert.That(PartStats(life, "anna")[""], Is.EqualTo("ACCEPTED"));
    }

    [Test]
    public void Who_accepts_the_series_keeps_their_response_to_one_workshop_and_who_declines_it_comes_to_none()
    {
        const string Third = "RECURRENCE-ID;TZID=Europe/Budapest:20270331T090000";
        var life = new RecurrenceLife(Yoga, At);
        life.Respond("anna", "DECLINED", Third);
        life.Respond("anna", "ACCEPTED");
        Assert.That(Statuses(), Is.EqualTo("Accepted Accepted Declined Accepted Accepted"));
        Assert.That(AttendanceDocument.Read(AttendanceDocument.Write(life.Attendance!)), Is.EqualTo(life.Attendance));

        // The update asks about the fifth workshop alone, and says that the response to the others remains valid.
        life.Change("5", Move(hours: 1));
        life.Respond("anna", "TENTATIVE");
        Assert.That(Statuses(), Is.EqualTo("Tentative Tentative Declined Tentative Tentative"));

        // It asks about the third one.
        life.Change("3", Move(hours: 4));
        life.Respond("anna", "ACCEPTED");
        Assert.That(Statuses(), Is.EqualTo("Accepted Accepted Accepted Accepted Accepted"));

        life.Respond("anna", "TENTATIVE", Third);
        life.Respond("anna", "DECLINED");
        Assert.That(Statuses(), Is.EqualTo("Declined Declined Declined Declined Declined"));

        string Statuses() => string.Join(' ', life.Series.Workshops.Select(
            one => life.Attendance!.Find(EmailAddress.Parse("anna@guest.example"), one.Id)?.Status));
    }

    [Test]
    public void Reminders_go_to_the_people_of_a_recurring_event()
    {
        var life = new RecurrenceLife(Yoga, At);
        life.Respond("anna", "ACCEPTED");
        life.Respond("bela", "DECLINED", "RECURRENCE-ID;TZID=Europe/Budapest:20270331T090000");

        var reminders = life.Attendance!.PlanReminders(life.Series, life.Series.Workshops[2], At);

        Assert.That(
            reminders.Select(static one => (one.Recipient.Name, one.AsksForResponse)),
            Is.EqualTo(new[] { ("anna", false), ("cili", true) }));
        Assert.That(
            reminders.Select(one => new InvitationComposer().Compose(life.Series, one, At).Text), Is.All.Contain("31 March 2027"));
    }

    [Test]
    public void A_tentative_workshop_and_its_venue_are_in_the_text()
    {
        var life = new RecurrenceLife(Yoga, At).Change("2", static workshop => workshop with
        {
            Status = WorkshopStatus.Tentative,
            Venue = new() { Name = "Town hall", City = "York" },
        });

        Assert.That(Text(life), Does.Match("2\\. .+: Yoga – To be confirmed · Town hall, York"));
        Assert.That(life.Emails[0].Html, Does.Contain("To be confirmed · <bdi><bdi>Town hall, York"));
        Assert.That(File(life), Does.Contain("STATUS:TENTATIVE").And.Contain("LOCATION:Town hall\\, York"));
    }

    [Test]
    public void What_no_sender_can_help_is_warned_of()
    {
        var texts = new RecurrenceLife(Talks, At).Plan.Warnings.Select(static one => one.Text);
        Assert.That(texts, Has.One.Contains("workshops \"1\", \"2\", \"3\", \"4\", \"5\" by an event of its own"));
        Assert.That(new RecurrenceLife(Yoga, At).Plan.Warnings, Is.Empty);

        var left = new RecurrenceLife(Talks, At).Edit(Leave("bela"));
        Assert.That(left.Plan.Warnings.Select(static one => one.Text), Has.One.StartsWith("Nextcloud marks only"));
    }

    [Test]
    public void A_response_of_which_the_plan_does_not_know_is_warned_of() =>
        Assert.That(
            new RecurrenceLife(Yoga, At).Change("2", workshop => workshop with { Meeting = workshop.Meeting! with { Passcode = "om" } })
                .Plan.Warnings.Select(static warning => warning.Kind),
            Does.Contain(PlanWarningKind.ResponsesUnknown));

    [Test]
    public void A_series_that_was_sent_stays_in_its_mode()
    {
        var life = new RecurrenceLife(Yoga, At);

        Assert.That(
            () => life.Edit(MoveAll(Period.FromDays(1)), new() { SchedulingMode = SchedulingMode.EventPerWorkshop }),
            Throws.ArgumentException.With.Message.Contain("SchedulingMode.RecurringEvent"));
        var single = SeriesRevision.First(Yoga, At).Series;
        Assert.That(
            () => SeriesRevision.Between(single, single, At, new() { SchedulingMode = SchedulingMode.RecurringEvent }),
            Throws.ArgumentException.With.Message.Contain("SchedulingMode.EventPerWorkshop"));
    }

    [Test]
    public void An_edit_that_changes_nothing_is_no_revision()
    {
        var life = new RecurrenceLife(Talks, At);
        var before = life.Series;

        Assert.That(life.Edit(static series => series).Series, Is.EqualTo(before));
        Assert.That(life.Emails, Is.Empty);
    }

    [Test]
    public void Whatever_is_edited_the_calendars_show_the_series() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 8], Gen.Int[0, 6]).Array[1, 8]).SamplePortion(
            (hasTitles, edits) =>
            {
                var life = new RecurrenceLife(hasTitles ? Talks : Yoga, At);
                foreach (var (kind, which) in edits)
                {
                    try
                    {
                        Apply(life, kind, which);
                    }
                    catch (InvalidSeriesException problem)
                    {
                        // Nothing was sent, and the series stays as it was.
                        Assert.That(problem.Message, Does.Contain("cannot be one recurring event").Or.Contain("at least one workshop"));
                    }
                }

                return true;
            },
            slice: 60, whole: 2_000);

    private static void Apply(RecurrenceLife life, int kind, int which)
    {
        var id = life.Series.Workshops[which % life.Series.Workshops.Count].Id;
        switch (kind)
        {
            case 0: life.Change(id, Move(hours: which + 1)); break;
            case 1: life.Change(id, Cancel); break;
            case 2: life.Change(id, static workshop => workshop with { Status = WorkshopStatus.Confirmed }); break;
            case 3: life.Edit(MoveAll(Period.FromHours(which - 3))); break;
            case 4: life.Edit(Remove(id)); break;
            case 5: life.Edit(Add($"new{life.Series.State!.Revision}", 4 + which)); break;
            case 6: life.Edit(life.Series.Participants.Count > 1 ? Leave(life.Series.Participants[0].Name) : Join("anna")); break;
            case 7: life.Edit(Join($"late{which}")); break;
            default: life.Change(id, workshop => workshop with { Title = $"About {which}", LeadExpert = new() { Name = "Ede" } }); break;
        }
    }

    private static Participant Person(string name) => new() { Name = name, Email = EmailAddress.Parse($"{name}@guest.example") };

    private static string Describe(PlannedEmail email) => $"{email.Kind} {email.Recipient.Name} {email.SeriesSequence} {email.Reason}";

    private static IEnumerable<string> Updates(int sequence, MessageReason reason) =>
        new[] { "anna", "bela", "cili" }.Select(name => $"Update {name} {sequence} {reason}");

    // Without the line breaks of flowed text.
    private static string Text(RecurrenceLife life) =>
        string.Join(' ', life.Emails[0].Text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static string File(RecurrenceLife life) => life.CalendarOf("anna")!.ToString();

    /// <summary>PARTSTAT and RSVP in somebody's calendar, by RECURRENCE-ID; empty for the master.</summary>
    private static Dictionary<string, string> PartStats(RecurrenceLife life, string name) =>
        life.CalendarOf(name)!.ToString().Replace("\r\n ", "", StringComparison.Ordinal).Split("BEGIN:VEVENT").Skip(1).ToDictionary(
            static text => text.Contains("RECURRENCE-ID", StringComparison.Ordinal)
                ? text.Split("RECURRENCE-ID;TZID=Europe/Budapest:")[1].Split('\r')[0]
                : "",
            static text => text.Split("PARTSTAT=")[1].Split(":mailto")[0]);

    private static Func<WorkshopSeries, WorkshopSeries> Join(string name) =>
        series => series with { Participants = [.. series.Participants.Where(one => one.Name != name), Person(name)] };

    private static Func<WorkshopSeries, WorkshopSeries> Leave(string name) =>
        series => series with { Participants = [.. series.Participants.Where(one => one.Name != name)] };

    private static Func<WorkshopSeries, WorkshopSeries> Remove(string id) =>
        series => series with { Workshops = [.. series.Workshops.Where(workshop => workshop.Id != id)] };

    private static Func<WorkshopSeries, WorkshopSeries> Add(string id, int week) => series => series with
    {
        Workshops =
        [
            .. series.Workshops,
            Talks.Workshops[0] with { Id = id, Title = $"Talk {id}", Start = Talks.Workshops[0].Start.PlusDays(7 * week) },
        ],
    };

    private static Func<WorkshopSeries, WorkshopSeries> MoveAll(Period period) =>
        series => series with { Workshops = [.. series.Workshops.Select(one => one with { Start = one.Start + period })] };

    private static Func<Workshop, Workshop> Move(int hours) => workshop => workshop with { Start = workshop.Start.PlusHours(hours) };

    private static Workshop Cancel(Workshop workshop) => workshop with { Status = WorkshopStatus.Cancelled };
}
