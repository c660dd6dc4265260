using Better.Calendar.Tests.TestData;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

public sealed class SeriesRevisionTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);
    private static readonly WorkshopSeries Two = Samples.Small() with
    {
        Workshops = [Samples.Workshop("1"), Samples.Workshop("2") with { Start = new LocalDateTime(2027, 4, 15, 9, 0) }],
        Participants = [Person("anna"), Person("bela"), Person("cili")],
    };

    private static readonly WorkshopSeries Sent = SeriesRevision.First(Two, At).Series;

    [Test]
    public void The_first_letters_invite_everybody_to_everything_and_the_series_remembers_it()
    {
        var first = SeriesRevision.First(Two, At + Duration.FromMilliseconds(700));

        Assert.That(first.Emails.Select(message => (message.Kind, message.Workshop!.Id, message.Recipient.Name, message.Reason)), Is.EqualTo(
            from workshop in new[] { "1", "2" } from name in new[] { "anna", "bela", "cili" } select (EmailKind.Invitation, workshop, name, MessageReason.FirstInvitation)));
        Assert.That(first.Timestamp, Is.EqualTo(At));
        Assert.That(first.Series.State, Is.EqualTo(Sent.State));
        Assert.That(first.Series.State!.Revision, Is.EqualTo(1));
        Assert.That(first.Series.State.LastTimestamp, Is.EqualTo(At));
        Assert.That(first.Series.State.Recipients.Select(one => one.Workshops.Count), Is.EqualTo(new[] { 2, 2, 2 }));
    }

    [Test]
    public void A_series_goes_out_for_the_first_time_once() =>
        Assert.That(() => SeriesRevision.First(Sent, At), Throws.ArgumentException.With.Message.Contain("1 revisions"));

    [Test]
    public void Two_edits_of_one_revision_are_found()
    {
        var mine = SeriesRevision.Between(Sent, Sent with { Title = "Mine" }, At).Series;

        var problem = Assert.Throws<RevisionConflictException>(() => SeriesRevision.Between(mine, Sent with { Title = "Yours" }, At))!;

        Assert.That((problem.StoredRevision, problem.EditedRevision), Is.EqualTo((2, 1)));
        Assert.That(() => SeriesRevision.Between(mine, Two, At), Throws.TypeOf<RevisionConflictException>());
    }

    [Test]
    public void What_emails_stand_on_cannot_be_edited_and_all_of_it_is_told_at_once()
    {
        var edited = Sent with { Id = "summer", Domain = "guest.example", Organizer = Sent.Organizer with { Email = EmailAddress.Parse("boss@host.example") }, Zone = "Europe/Londom" };

        var faults = Assert.Throws<InvalidSeriesException>(() => SeriesRevision.Between(Sent, edited, At))!.Errors;

        Assert.That(faults.Select(fault => fault.Location), Is.EquivalentTo(new[] { "zone", "id", "domain", "organizer.email" }));
        Assert.That(() => SeriesRevision.Between(Two, edited with { State = null, Zone = "Europe/London" }, At), Throws.Nothing, "as long as nothing went out");
        Assert.That(SeriesRevision.Between(Sent, Sent with { Organizer = Sent.Organizer with { Name = "The new name" } }, At).Emails, Is.Empty);
    }

    [TestCase(-86_400)]
    [TestCase(0)]
    public void The_stamp_rises_even_where_the_clock_does_not(int seconds)
    {
        var moved = SeriesRevision.Between(Sent, Later(Sent), At + Duration.FromSeconds(seconds));

        Assert.That(moved.Timestamp, Is.EqualTo(At + Duration.FromSeconds(1)));
        Assert.That(moved.Series.State!.LastTimestamp, Is.EqualTo(moved.Timestamp));
    }

    [Test]
    public void Without_emails_the_stamp_stays_and_without_an_edit_the_revision_does()
    {
        var retitled = SeriesRevision.Between(Sent, Sent with { Title = "Another" }, At + Duration.FromDays(1));

        Assert.That((retitled.Series.State!.Revision, retitled.Series.State.LastTimestamp), Is.EqualTo((2, (Instant?)At)));
        Assert.That(SeriesRevision.Between(Sent, Sent, At + Duration.FromDays(1)).Series, Is.EqualTo(Sent));
    }

    [Test]
    public void A_sequence_that_the_host_raised_stays_raised_and_one_that_it_lowered_does_not_fall()
    {
        var raised = SeriesRevision.Between(Sent, Edit(Sent, "1", workshop => workshop with { Sequence = 7 }), At);
        var moved = SeriesRevision.Between(raised.Series, Edit(Later(raised.Series), "1", workshop => workshop with { Sequence = 0 }), At);

        Assert.That(raised.Emails, Is.Empty);
        Assert.That(moved.Emails.Select(message => message.Workshop!.Sequence), Is.EqualTo(new[] { 8, 8, 8 }));
    }

    [Test]
    public void One_participant_s_response_mails_nobody() =>
        Assert.That(
            Enum.GetValues<ParticipationStatus>().SelectMany(response => SeriesRevision.Between(Sent, Sent, At, responses: [new("1", Two.Participants[0].Email, response)]).Emails),
            Is.Empty);

    [Test]
    public void Of_several_responses_by_one_person_the_last_counts()
    {
        var edited = Edit(Sent, "1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } });
        ParticipantResponse[] responses = [new("1", Two.Participants[0].Email, ParticipationStatus.Declined), new("1", Two.Participants[1].Email, ParticipationStatus.Declined), new("1", Two.Participants[0].Email, ParticipationStatus.Accepted)];

        var revision = SeriesRevision.Between(Sent, edited, At, responses: responses);

        Assert.That(revision.Emails.Select(message => message.Recipient.Name), Is.EqualTo(new[] { "anna", "cili" }));
        Assert.That(revision.Skipped.Single(silence => silence.Reason == SkipReason.Declined).Recipients.Single().Name, Is.EqualTo("bela"));
    }

    [Test]
    public void A_wish_tells_what_was_kept_back_before()
    {
        var kept = SeriesRevision.Between(Sent, Edit(Sent, "1", workshop => workshop with { Title = "Maps" }), At);
        var told = SeriesRevision.Between(kept.Series, kept.Series, At, new() { NotifyOfEditorialChanges = true });

        Assert.That(kept.Emails, Is.Empty);
        Assert.That(kept.Skipped.Select(silence => silence.Reason), Is.EqualTo(new[] { SkipReason.EditorialChangeOnly, SkipReason.NothingChanged }));
        Assert.That(told.Emails.Select(message => (message.Workshop!.Id, message.RequestsNewResponse, message.Explanation)), Is.EqualTo(Enumerable.Repeat(("1", false, "The title changed: her answer stays."), 3)));
        Assert.That(told.Emails[0].Changes, Is.EqualTo(new FieldChange[] { new(WorkshopField.Title, ChangeSignificance.Editorial, "Workshop 1", "Maps") }));
    }

    [Test]
    public void Whoever_missed_a_question_because_she_had_declined_is_asked_it_with_her_next_email()
    {
        var policy = new RevisionPolicy { DeclinedRecipients = DeclinedRecipientPolicy.Cancellations };
        var moved = SeriesRevision.Between(Sent, Later(Sent), At, policy, [new("1", Two.Participants[0].Email, ParticipationStatus.Declined)]);
        var led = SeriesRevision.Between(moved.Series, Edit(moved.Series, "1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } }), At, policy);

        Assert.That(moved.Emails.Select(message => message.Recipient.Name), Is.EqualTo(new[] { "bela", "cili" }));
        Assert.That(led.Emails.Select(message => (message.Recipient.Name, message.RequestsNewResponse, message.Workshop!.Sequence)), Is.EqualTo(new[] { ("anna", true, 1), ("bela", false, 1), ("cili", false, 1) }));
    }

    [Test]
    public void AlwaysRaise_raises_and_asks_with_every_told_change()
    {
        var edited = Edit(Sent, "1", workshop => workshop with { Venue = new() { Name = "Town hall" } });

        var revision = SeriesRevision.Between(Sent, edited, At, new() { AlwaysRaiseSequence = true });

        Assert.That(revision.Emails.Select(message => (message.RequestsNewResponse, message.Workshop!.Sequence)), Is.EqualTo(Enumerable.Repeat((true, 1), 3)));
    }

    [Test]
    public void What_is_over_is_told_only_on_wish()
    {
        var after = Instant.FromUtc(2027, 4, 14, 9, 30);
        var edited = Edit(Sent, "1", workshop => workshop with { Status = WorkshopStatus.Cancelled });

        Assert.That(SeriesRevision.Between(Sent, edited, after).Emails, Is.Empty, "it ended at 10:30 in London, 9:30 UTC");
        Assert.That(SeriesRevision.Between(Sent, edited, after - Duration.FromSeconds(1)).Emails, Has.Count.EqualTo(3));
        Assert.That(SeriesRevision.Between(Sent, edited, after, new() { NotifyOfPastWorkshops = true }).Emails, Has.Count.EqualTo(3));
    }

    [Test]
    public void Somebody_whose_two_addresses_lead_into_one_calendar_keeps_her_workshops()
    {
        var calendar = new AttendeeCalendar("anna@guest.example", "anna.new@guest.example");
        var story = new Story(Two with { Participants = [Person("anna")] }, At);
        story.Emails.ToList().ForEach(email => calendar.Receive(email.Calendar!.ToString()));

        story.Then("A new address, and workshop 1 moves.", series => Later(series) with { Participants = [Person("anna") with { Email = EmailAddress.Parse("anna.new@guest.example") }] });
        story.Emails.ToList().ForEach(email => calendar.Receive(email.Calendar!.ToString()));

        Assert.That(story.Last.Emails.Select(message => message.Reason), Is.EqualTo(Enumerable.Repeat(MessageReason.AddressChanged, 4)));
        Assert.That(calendar.Complaints, Is.Empty);
        Assert.That(new[] { "1", "2" }.Select(id => calendar[$"spring.{id}@host.example"]!.Status), Is.EqualTo(new[] { "CONFIRMED", "CONFIRMED" }));
        Assert.That(calendar["spring.1@host.example"]!.Start, Is.EqualTo(Instant.FromUtc(2027, 4, 14, 9, 0)));
    }

    [Test]
    public void Two_people_of_one_name_are_not_taken_for_one_with_a_new_address()
    {
        var twins = SeriesRevision.First(Two with { Participants = [Person("anna"), Person("other") with { Name = "anna" }] }, At).Series;
        var edited = twins with { Participants = [Person("one") with { Name = "anna" }, Person("two") with { Name = "anna" }] };

        Assert.That(SeriesRevision.Between(twins, edited, At).Emails.Select(message => message.Reason).Distinct(), Is.EqualTo(new[] { MessageReason.ParticipantRemoved, MessageReason.ParticipantAdded }));
    }

    [Test]
    public void Somebody_who_left_while_it_was_off_is_invited_anew_when_she_comes_back()
    {
        var off = SeriesRevision.Between(Sent, Edit(Sent, "1", workshop => workshop with { Status = WorkshopStatus.Cancelled }), At).Series;
        var on = SeriesRevision.Between(off, Edit(off, "1", workshop => workshop with { Status = WorkshopStatus.Confirmed }) with { Participants = [.. off.Participants.Skip(1)] }, At);
        var back = SeriesRevision.Between(on.Series, on.Series with { Participants = Two.Participants }, At);

        Assert.That(on.Emails.Where(message => message.Recipient.Name == "anna").Select(message => (message.Kind, message.Workshop!.Id)), Is.EqualTo(new[] { (EmailKind.Withdrawal, "2") }));
        Assert.That(back.Emails.Select(message => (message.Kind, message.Workshop!.Id, message.Workshop.Sequence)), Is.EqualTo(new[] { (EmailKind.Invitation, "1", 2), (EmailKind.Invitation, "2", 2) }));
    }

    [Test]
    public void Workshops_that_come_again_under_their_old_id_are_above_what_was_cancelled()
    {
        var gone = SeriesRevision.Between(Sent, Sent with { Workshops = [Sent.Workshops[0]] }, At);
        var back = SeriesRevision.Between(gone.Series, gone.Series with { Workshops = Two.Workshops }, At);

        Assert.That(gone.Emails.Select(message => (message.Kind, message.Workshop!.Sequence, message.Reason)), Is.EqualTo(Enumerable.Repeat((EmailKind.Cancellation, 1, MessageReason.WorkshopRemoved), 3)));
        Assert.That(back.Emails.Select(message => (message.Kind, message.Workshop!.Sequence, message.Reason)), Is.EqualTo(Enumerable.Repeat((EmailKind.Invitation, 2, MessageReason.WorkshopAdded), 3)));
    }

    // Jordan kept its summer time for good in October 2022 (tzdb 2022e): 9:00 in Amman is 6:00 UTC in winter, no longer 7:00.
    [Test]
    public void A_promise_that_new_zone_rules_broke_is_told_once_and_promised_anew()
    {
        var amman = Two with { Workshops = [Two.Workshops[0] with { Start = new LocalDateTime(2022, 11, 15, 9, 0), Zone = "Asia/Amman" }, Two.Workshops[1]] };
        var sent = SeriesRevision.First(amman, Instant.FromUtc(2022, 9, 1, 8, 0), zones: Tzdb2019c.Zones);

        var told = SeriesRevision.Between(sent.Series, sent.Series, Instant.FromUtc(2022, 10, 31, 8, 0));
        var again = SeriesRevision.Between(told.Series, told.Series, Instant.FromUtc(2022, 11, 1, 8, 0));

        Assert.That(sent.Series.Published!.TimeZoneVersion, Is.EqualTo(Tzdb2019c.Zones.VersionId));
        Assert.That(told.Emails.Select(message => (message.Workshop!.Id, message.RequestsNewResponse, message.Workshop.Sequence)), Is.EqualTo(Enumerable.Repeat(("1", true, 1), 3)));
        Assert.That(told.Emails[0].PreviousWorkshop!.Start, Is.EqualTo(new LocalDateTime(2022, 11, 15, 7, 0)));
        Assert.That(told.Series.Published!.Times[0].Start, Is.EqualTo(Instant.FromUtc(2022, 11, 15, 6, 0)));
        Assert.That(again.Emails, Is.Empty);
    }

    [Test]
    public void Another_zone_of_the_series_is_a_move_only_where_the_instant_moves()
    {
        var lisbon = SeriesRevision.Between(Sent, Sent with { Zone = "Europe/Lisbon" }, At);
        var paris = SeriesRevision.Between(Sent, Sent with { Zone = "Europe/Paris" }, At);

        Assert.That(lisbon.Emails, Is.Empty);
        Assert.That(paris.Emails.Select(message => message.Changes.Single()), Is.All.Matches<FieldChange>(change => change!.Field == WorkshopField.Time));
        Assert.That(paris.Emails[0].Changes[0].Before, Is.EqualTo("2027-04-14 09:00 – 10:30 Europe/London"));
    }

    private static Participant Person(string name) => new() { Name = name, Email = EmailAddress.Parse($"{name}@guest.example") };

    private static WorkshopSeries Edit(WorkshopSeries series, string id, Func<Workshop, Workshop> edit) => Story.Workshop(id, edit)(series);

    private static WorkshopSeries Later(WorkshopSeries series) => Edit(series, "1", workshop => workshop with { Start = workshop.Start.PlusHours(1) });
}
