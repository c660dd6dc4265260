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
    public void The_first_emails_invite_everybody_to_everything_and_the_series_records_it()
    {
        var first = SeriesRevision.First(Two, At + Duration.FromMilliseconds(700));

        Assert.That(
            first.Emails.Select(message => (message.Kind, message.Workshop!.Id, message.Recipient.Name, message.Reason)),
            Is.EqualTo(
            from workshop in new[] { "1", "2" }
            from name in new[] { "anna", "bela", "cili" }
            select (EmailKind.Invitation, workshop, name, MessageReason.FirstInvitation)));
        Assert.That(first.Timestamp, Is.EqualTo(At));
        Assert.That(first.Series.State, Is.EqualTo(Sent.State));
        Assert.That(first.Series.State!.Revision, Is.EqualTo(1));
        Assert.That(first.Series.State.LastTimestamp, Is.EqualTo(At));
        Assert.That(first.Series.State.Recipients.Select(recipient => recipient.Workshops.Count), Is.EqualTo(new[] { 2, 2, 2 }));
    }

    [Test]
    public void A_series_is_sent_for_the_first_time_only_once() =>
        Assert.That(() => SeriesRevision.First(Sent, At), Throws.ArgumentException.With.Message.Contain("revision 1"));

    [Test]
    public void Two_edits_of_the_same_revision_are_a_conflict()
    {
        var mine = SeriesRevision.Between(Sent, Sent with { Title = "Mine" }, At).Series;

        var problem = Assert.Throws<RevisionConflictException>(() => SeriesRevision.Between(mine, Sent with { Title = "Yours" }, At))!;

        Assert.That((problem.StoredRevision, problem.EditedRevision), Is.EqualTo((2, 1)));
        Assert.That(() => SeriesRevision.Between(Two, Sent, At), Throws.TypeOf<RevisionConflictException>());
    }

    [Test]
    public void An_edit_needs_no_state_and_what_it_says_of_the_past_does_not_count()
    {
        var edited = Sent with { Workshops = [Sent.Workshops[0] with { Start = Sent.Workshops[0].Start.PlusHours(2) }, Sent.Workshops[1]] };
        var expected = SeriesRevision.Between(Sent, edited, At);
        var forged = Sent.State! with { Recipients = [], Undelivered = ["forged/key/anna@guest.example"], LastTimestamp = null };

        Assert.That(expected.Emails, Has.Count.EqualTo(3));
        Assert.That(
            SeriesRevision.Between(Sent, edited with { State = null, Published = null, Recurrence = null }, At),
            Is.EqualTo(expected));
        Assert.That(SeriesRevision.Between(Sent, edited with { State = forged, Published = null }, At), Is.EqualTo(expected));
    }

    [Test]
    public void Id_domain_and_organizer_address_cannot_change_after_the_first_emails_and_all_errors_are_listed_at_once()
    {
        var edited =
            Sent with
            {
                Id = "summer",
                Domain = "guest.example",
                Organizer = Sent.Organizer with { Email = EmailAddress.Parse("boss@host.example") },
                Zone = "Europe/Londom"
            };

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesRevision.Between(Sent, edited, At))!.Errors;

        Assert.That(errors.Select(error => error.Location), Is.EquivalentTo(new[] { "zone", "id", "domain", "organizer.email" }));
        Assert.That(
            () => SeriesRevision.Between(Two, edited with { State = null, Zone = "Europe/London" }, At),
            Throws.Nothing,
            "no email has gone out");
        Assert.That(
            SeriesRevision.Between(Sent, Sent with { Organizer = Sent.Organizer with { Name = "The new name" } }, At).Emails,
            Is.Empty);
    }

    [TestCase(-86_400)]
    [TestCase(0)]
    public void The_timestamp_rises_even_if_the_clock_does_not(int seconds)
    {
        var moved = SeriesRevision.Between(Sent, Later(Sent), At + Duration.FromSeconds(seconds));

        Assert.That(moved.Timestamp, Is.EqualTo(At + Duration.FromSeconds(1)));
        Assert.That(moved.Series.State!.LastTimestamp, Is.EqualTo(moved.Timestamp));
    }

    [Test]
    public void Without_emails_the_timestamp_stays_and_without_an_edit_the_revision_stays()
    {
        var retitled = SeriesRevision.Between(Sent, Sent with { Title = "Another" }, At + Duration.FromDays(1));

        Assert.That((retitled.Series.State!.Revision, retitled.Series.State.LastTimestamp), Is.EqualTo((2, (Instant?)At)));
        Assert.That(SeriesRevision.Between(Sent, Sent, At + Duration.FromDays(1)).Series, Is.EqualTo(Sent));
    }

    [Test]
    public void A_sequence_that_the_host_raised_is_kept_and_one_that_it_lowered_does_not_fall()
    {
        var raised = SeriesRevision.Between(Sent, EditWorkshop(Sent, "1", workshop => workshop with { Sequence = 7 }), At);
        var moved =
            SeriesRevision.Between(raised.Series, EditWorkshop(Later(raised.Series), "1", workshop => workshop with { Sequence = 0 }), At);

        Assert.That(raised.Emails, Is.Empty);
        Assert.That(moved.Emails.Select(message => message.Workshop!.Sequence), Is.EqualTo(new[] { 8, 8, 8 }));
    }

    [Test]
    public void A_participant_s_response_causes_no_email() =>
        Assert.That(
            Enum.GetValues<ParticipationStatus>()
                .SelectMany(
                    response => SeriesRevision.Between(Sent, Sent, At, responses: [new("1", Two.Participants[0].Email, response)]).Emails),
            Is.Empty);

    [Test]
    public void Of_several_responses_by_one_person_the_last_counts()
    {
        var edited = EditWorkshop(Sent, "1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } });
        ParticipantResponse[] responses =
            [new("1", Two.Participants[0].Email, ParticipationStatus.Declined),
                new("1", Two.Participants[1].Email, ParticipationStatus.Declined),
                new("1", Two.Participants[0].Email, ParticipationStatus.Accepted)];

        var revision = SeriesRevision.Between(Sent, edited, At, responses: responses);

        Assert.That(revision.Emails.Select(message => message.Recipient.Name), Is.EqualTo(new[] { "anna", "cili" }));
        Assert.That(revision.Skipped.Single(skipped => skipped.Reason == SkipReason.Declined).Recipients.Single().Name, Is.EqualTo("bela"));
    }

    [Test]
    public void An_editorial_change_that_was_not_reported_is_reported_once_the_policy_asks_for_it()
    {
        var unreported = SeriesRevision.Between(Sent, EditWorkshop(Sent, "1", workshop => workshop with { Title = "Maps" }), At);
        var notified = SeriesRevision.Between(unreported.Series, unreported.Series, At, new() { NotifyOfEditorialChanges = true });

        Assert.That(unreported.Emails, Is.Empty);
        Assert.That(
            unreported.Skipped.Select(skipped => skipped.Reason),
            Is.EqualTo(new[] { SkipReason.EditorialChangeOnly, SkipReason.NothingChanged }));
        Assert.That(
            notified.Emails.Select(message => (message.Workshop!.Id, message.RequestsNewResponse, message.Explanation)),
            Is.EqualTo(Enumerable.Repeat(("1", false, "The title changed: their response remains valid."), 3)));
        Assert.That(
            notified.Emails[0].Changes,
            Is.EqualTo(new FieldChange[] { new(WorkshopField.Title, ChangeSignificance.Editorial, "Workshop 1", "Maps") }));
    }

    [Test]
    public void A_person_who_missed_a_request_for_a_response_because_they_had_declined_is_asked_by_their_next_email()
    {
        var policy = new RevisionPolicy { DeclinedRecipients = DeclinedRecipientPolicy.Cancellations };
        var moved =
            SeriesRevision.Between(Sent, Later(Sent), At, policy, [new("1", Two.Participants[0].Email, ParticipationStatus.Declined)]);
        var ledByAnother =
            SeriesRevision.Between(
                moved.Series,
                EditWorkshop(moved.Series, "1", workshop => workshop with { LeadExpert = new() { Name = "Lauri Sock" } }),
                At,
                policy);

        Assert.That(moved.Emails.Select(message => message.Recipient.Name), Is.EqualTo(new[] { "bela", "cili" }));
        Assert.That(
            ledByAnother.Emails.Select(message => (message.Recipient.Name, message.RequestsNewResponse, message.Workshop!.Sequence)),
            Is.EqualTo(new[] { ("anna", true, 1), ("bela", false, 1), ("cili", false, 1) }));
    }

    [Test]
    public void AlwaysRaiseSequence_raises_the_sequence_and_asks_with_every_reported_change()
    {
        var edited = EditWorkshop(Sent, "1", workshop => workshop with { Venue = new() { Name = "Town hall" } });

        var revision = SeriesRevision.Between(Sent, edited, At, new() { AlwaysRaiseSequence = true });

        Assert.That(
            revision.Emails.Select(message => (message.RequestsNewResponse, message.Workshop!.Sequence)),
            Is.EqualTo(Enumerable.Repeat((true, 1), 3)));
    }

    [Test]
    public void Changes_of_past_workshops_are_reported_only_if_the_policy_asks_for_it()
    {
        var after = Instant.FromUtc(2027, 4, 14, 9, 30);
        var edited = EditWorkshop(Sent, "1", workshop => workshop with { Status = WorkshopStatus.Cancelled });

        Assert.That(SeriesRevision.Between(Sent, edited, after).Emails, Is.Empty, "it ended at 10:30 in London, 9:30 UTC");
        Assert.That(SeriesRevision.Between(Sent, edited, after - Duration.FromSeconds(1)).Emails, Has.Count.EqualTo(3));
        Assert.That(SeriesRevision.Between(Sent, edited, after, new() { NotifyOfPastWorkshops = true }).Emails, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_person_whose_two_addresses_feed_one_calendar_keeps_their_workshops()
    {
        var calendar = new AttendeeCalendar("anna@guest.example", "anna.new@guest.example");
        var story = new Story(Two with { Participants = [Person("anna")] }, At);
        story.Emails.ToList().ForEach(email => calendar.Receive(email.Calendar!.ToString()));

        story.Then(
            "A new address, and workshop 1 moves.",
            series => Later(series) with { Participants = [Person("anna") with { Email = EmailAddress.Parse("anna.new@guest.example") }] });
        story.Emails.ToList().ForEach(email => calendar.Receive(email.Calendar!.ToString()));

        Assert.That(story.Last.Emails.Select(message => message.Reason), Is.EqualTo(Enumerable.Repeat(MessageReason.AddressChanged, 4)));
        Assert.That(calendar.Problems, Is.Empty);
        Assert.That(
            new[] { "1", "2" }.Select(id => calendar[$"spring.{id}@host.example"]!.Status),
            Is.EqualTo(new[] { "CONFIRMED", "CONFIRMED" }));
        Assert.That(calendar["spring.1@host.example"]!.Start, Is.EqualTo(Instant.FromUtc(2027, 4, 14, 9, 0)));
    }

    [Test]
    public void Two_people_with_the_same_name_are_not_taken_for_one_person_with_a_new_address()
    {
        var namesakes =
            SeriesRevision.First(Two with { Participants = [Person("anna"), Person("other") with { Name = "anna" }] }, At).Series;
        var edited = namesakes with { Participants = [Person("one") with { Name = "anna" }, Person("two") with { Name = "anna" }] };

        Assert.That(SeriesRevision.Between(namesakes, edited, At).Emails.Select(message => message.Reason)
            .Distinct(), Is.EqualTo(new[] { MessageReason.ParticipantRemoved, MessageReason.ParticipantAdded }));
    }

    [Test]
    public void A_person_who_left_while_a_workshop_was_cancelled_is_invited_again_when_they_return()
    {
        var cancelled =
            SeriesRevision.Between(
                Sent,
                EditWorkshop(Sent, "1", workshop => workshop with { Status = WorkshopStatus.Cancelled }),
                At).Series;
        var reinstated =
            SeriesRevision.Between(
                cancelled,
                EditWorkshop(
                    cancelled,
                    "1",
                    workshop => workshop with { Status = WorkshopStatus.Confirmed }) with
                {
                    Participants =
                        [.. cancelled.Participants.Skip(1)]
                },
                At);
        var returned = SeriesRevision.Between(reinstated.Series, reinstated.Series with { Participants = Two.Participants }, At);

        Assert.That(reinstated.Emails.Where(message => message.Recipient.Name == "anna")
            .Select(message => (message.Kind, message.Workshop!.Id)), Is.EqualTo(new[] { (EmailKind.Withdrawal, "2") }));
        Assert.That(
            returned.Emails.Select(message => (message.Kind, message.Workshop!.Id, message.Workshop.Sequence)),
            Is.EqualTo(new[] { (EmailKind.Invitation, "1", 2), (EmailKind.Invitation, "2", 2) }));
    }

    [Test]
    public void A_workshop_that_is_added_again_under_its_old_id_has_a_higher_sequence_than_its_cancellation()
    {
        var removed = SeriesRevision.Between(Sent, Sent with { Workshops = [Sent.Workshops[0]] }, At);
        var returned = SeriesRevision.Between(removed.Series, removed.Series with { Workshops = Two.Workshops }, At);

        Assert.That(
            removed.Emails.Select(message => (message.Kind, message.Workshop!.Sequence, message.Reason)),
            Is.EqualTo(Enumerable.Repeat((EmailKind.Cancellation, 1, MessageReason.WorkshopRemoved), 3)));
        Assert.That(
            returned.Emails.Select(message => (message.Kind, message.Workshop!.Sequence, message.Reason)),
            Is.EqualTo(Enumerable.Repeat((EmailKind.Invitation, 2, MessageReason.WorkshopAdded), 3)));
    }

    // Jordan made summer time permanent in October 2022 (tzdb 2022e): 9:00 in Amman is 6:00 UTC in winter, no longer 7:00.
    [Test]
    public void A_published_time_that_new_zone_rules_changed_is_reported_once_and_published_again()
    {
        var amman =
            Two with
            {
                Workshops =
                [Two.Workshops[0] with { Start = new LocalDateTime(2022, 11, 15, 9, 0), Zone = "Asia/Amman" }, Two.Workshops[1]]
            };
        var sent = SeriesRevision.First(amman, Instant.FromUtc(2022, 9, 1, 8, 0), zones: Tzdb2019c.Zones);

        var notified = SeriesRevision.Between(sent.Series, sent.Series, Instant.FromUtc(2022, 10, 31, 8, 0));
        var afterwards = SeriesRevision.Between(notified.Series, notified.Series, Instant.FromUtc(2022, 11, 1, 8, 0));

        Assert.That(sent.Series.Published!.TimeZoneVersion, Is.EqualTo(Tzdb2019c.Zones.VersionId));
        Assert.That(
            notified.Emails.Select(message => (message.Workshop!.Id, message.RequestsNewResponse, message.Workshop.Sequence)),
            Is.EqualTo(Enumerable.Repeat(("1", true, 1), 3)));
        Assert.That(notified.Emails[0].PreviousWorkshop!.Start, Is.EqualTo(new LocalDateTime(2022, 11, 15, 7, 0)));
        Assert.That(notified.Series.Published!.Times[0].Start, Is.EqualTo(Instant.FromUtc(2022, 11, 15, 6, 0)));
        Assert.That(afterwards.Emails, Is.Empty);
    }

    [Test]
    public void Another_time_zone_of_the_series_is_a_change_of_time_only_if_the_instant_changes()
    {
        var lisbon = SeriesRevision.Between(Sent, Sent with { Zone = "Europe/Lisbon" }, At);
        var paris = SeriesRevision.Between(Sent, Sent with { Zone = "Europe/Paris" }, At);

        Assert.That(lisbon.Emails, Is.Empty);
        Assert.That(
            paris.Emails.Select(message => message.Changes.Single()),
            Is.All.Matches<FieldChange>(change => change!.Field == WorkshopField.Time));
        Assert.That(paris.Emails[0].Changes[0].Before, Is.EqualTo("2027-04-14 09:00 – 10:30 Europe/London"));
    }

    private static Participant Person(string name) => new() { Name = name, Email = EmailAddress.Parse($"{name}@guest.example") };

    private static WorkshopSeries EditWorkshop(WorkshopSeries series, string id, Func<Workshop, Workshop> edit) =>
        Story.Workshop(id, edit)(series);

    private static WorkshopSeries Later(WorkshopSeries series) =>
        EditWorkshop(series, "1", workshop => workshop with { Start = workshop.Start.PlusHours(1) });
}
