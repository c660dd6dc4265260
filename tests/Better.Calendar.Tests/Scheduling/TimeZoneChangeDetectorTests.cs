using Better.Calendar.Tests.TestData;
using NodaTime;

namespace Better.Calendar.Tests.Scheduling;

public sealed class TimeZoneChangeDetectorTests
{
    private static readonly IDateTimeZoneProvider Old = Tzdb2019c.Zones;
    private static readonly IDateTimeZoneProvider New = DateTimeZoneProviders.Tzdb;

    private static readonly Participant Anna = Person("Anna", "Europe/Budapest");
    private static readonly Participant Maria = Person("María", "America/Mexico_City");
    private static readonly Participant Omar = Person("Omar", "Asia/Amman") with { Workshops = ["2"] };

    [Test]
    public void The_two_versions_of_the_rules_are_the_expected_ones()
    {
        Assert.That(Old.VersionId, Does.StartWith("TZDB: 2019c"));
        Assert.That(string.CompareOrdinal(New.VersionId, "TZDB: 2023"), Is.Positive, New.VersionId);
    }

    [Test]
    public void Without_published_times_there_is_nothing_to_compare()
    {
        var changes = TimeZoneChangeDetector.Detect(Series(), New);

        Assert.That(changes, Is.EqualTo(new TimeZoneChanges { CurrentVersion = New.VersionId }));
        Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingPublished));
    }

    [Test]
    public void The_record_holds_the_version_the_instants_and_the_offsets_of_every_time_zone_in_use()
    {
        var published = TimeZoneChangeDetector.Record(Series(), Old).Published!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(published.TimeZoneVersion, Is.EqualTo(Old.VersionId));
            Assert.That(published.Times.Select(instant => (instant.WorkshopId, instant.Start, instant.End)), Is.EqualTo(new[]
            {
                ("1", Instant.FromUtc(2023, 6, 14, 14, 0), Instant.FromUtc(2023, 6, 14, 15, 30)),
                ("2", Instant.FromUtc(2022, 11, 15, 7, 0), Instant.FromUtc(2022, 11, 15, 8, 30)),
            }));
            Assert.That(
                published.Zones.SelectMany(
                    zone => zone.Offsets.Select(offset => (zone.ZoneId, offset.WorkshopId, offset.Start.ToTimeSpan().TotalHours))),
                Is.EqualTo(new[]
            {
                ("Europe/Budapest", "1", 2.0), ("Europe/Budapest", "2", 1.0),
                ("Asia/Amman", "2", 2.0),
                ("America/Mexico_City", "1", -5.0), ("America/Mexico_City", "2", -6.0),
            }));
        }
    }

    [Test]
    public void The_rules_of_the_record_change_nothing() =>
        Assert.That(
            TimeZoneChangeDetector.Detect(TimeZoneChangeDetector.Record(Series(), Old), Old).Outcome,
            Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));

    [Test]
    public void The_times_of_the_BETTER_series_are_the_same_today_as_by_the_rules_of_2019()
    {
        var changes = TimeZoneChangeDetector.Detect(TimeZoneChangeDetector.Record(Samples.Better(), Old), New);

        Assert.That(changes, Is.EqualTo(new TimeZoneChanges { PublishedVersion = Old.VersionId, CurrentVersion = New.VersionId }));
        Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));
    }

    // Jordan made summer time permanent in October 2022 (tzdb 2022e): 9:00 in Amman is 6:00 UTC in winter, no longer 7:00.
    [Test]
    public void A_workshop_in_Amman_moves_and_everybody_invited_to_it_is_due_an_email()
    {
        var changes = Compare(Series());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.Changed));
            Assert.That(
                changes.InstantChanges,
                Is.EqualTo(new[] { new InstantChange("2", Instant.FromUtc(2022, 11, 15, 7, 0), Instant.FromUtc(2022, 11, 15, 6, 0)) }));
            Assert.That(changes.InstantChanges[0].Difference, Is.EqualTo(Duration.FromHours(-1)));
            Assert.That(
                changes.Emails.Where(email => email.WorkshopId == "2"),
                Is.EqualTo(
                    new[] { Email("2", Anna, TimeZoneEmailReason.InstantChanged),
                        Email("2", Maria, TimeZoneEmailReason.InstantChanged),
                        Email("2", Omar, TimeZoneEmailReason.InstantChanged) }));
        }
    }

    [Test]
    public void Participants_whose_clocks_show_another_time_are_listed_with_both_times_and_Omar_whose_clock_does_not_is_not_listed()
    {
        var localTimeChanges = Compare(Series()).LocalTimeChanges.Where(change => change.WorkshopId == "2").ToList();

        Assert.That(
            localTimeChanges.Select(
                change =>
                    (change.Participant.Name,
                        Format(change.PublishedStart),
                        Format(change.CurrentStart),
                        Format(change.PublishedEnd),
                        Format(change.CurrentEnd))),
            Is.EqualTo(new[]
        {
            ("Anna", "2022-11-15T08:00:00+01", "2022-11-15T07:00:00+01", "2022-11-15T09:30:00+01", "2022-11-15T08:30:00+01"),
            ("María", "2022-11-15T01:00:00-06", "2022-11-15T00:00:00-06", "2022-11-15T02:30:00-06", "2022-11-15T01:30:00-06"),
        }));
    }

    // Mexico abolished summer time in October 2022 (tzdb 2022f).
    [Test]
    public void A_workshop_in_Budapest_keeps_its_instant_and_the_time_in_María_s_email_is_wrong()
    {
        var changes = Compare(Series());

        using (Assert.EnterMultipleScope())
        {
            var change = changes.LocalTimeChanges.Single(change => change.WorkshopId == "1");
            Assert.That(change.Participant, Is.EqualTo(Maria));
            Assert.That(
                (Format(change.PublishedStart), Format(change.CurrentStart)),
                Is.EqualTo(("2023-06-14T09:00:00-05", "2023-06-14T08:00:00-06")));
            Assert.That(
                changes.Emails.Where(email => email.WorkshopId == "1"),
                Is.EqualTo(new[] { Email("1", Maria, TimeZoneEmailReason.LocalTimeChanged) }));
            Assert.That(changes.InstantChanges.Select(instantChange => instantChange.WorkshopId), Does.Not.Contain("1"));
        }
    }

    [Test]
    public void Recorded_again_nothing_has_changed()
    {
        var series = TimeZoneChangeDetector.Record(TimeZoneChangeDetector.Record(Series(), Old), New);

        Assert.That(TimeZoneChangeDetector.Detect(series, New).Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));
        Assert.That(series.Published!.TimeZoneVersion, Is.EqualTo(New.VersionId));
    }

    [Test]
    public void The_record_survives_the_document()
    {
        var published = TimeZoneChangeDetector.Record(Series(), Old);
        var read = SeriesDocument.Read(SeriesDocument.Write(published));

        Assert.That(read, Is.EqualTo(published));
        Assert.That(TimeZoneChangeDetector.Detect(read, New), Is.EqualTo(TimeZoneChangeDetector.Detect(published, New)));
    }

    [Test]
    public void What_the_organizer_has_changed_is_not_compared()
    {
        var published = TimeZoneChangeDetector.Record(Series(), Old);
        var workshop = published.Workshops[1];
        Workshop[] edits =
        [
            workshop with { Start = workshop.Start.PlusHours(1) },
            workshop with { Duration = Duration.FromHours(2) },
            workshop with { Zone = "Europe/Budapest" },
            workshop with { Zone = "Europe/Helsinki" },
            workshop with { Id = "3" },
        ];

        foreach (var edited in edits)
        {
            var changes =
                TimeZoneChangeDetector.Detect(published with { Workshops = [published.Workshops[0], edited], Participants = [Anna] }, New);
            Assert.That(
                changes,
                Is.EqualTo(
                    new TimeZoneChanges { PublishedVersion = Old.VersionId, CurrentVersion = New.VersionId, NotCompared = [edited.Id] }));
        }
    }

    [Test]
    public void A_new_participant_has_no_published_times_and_gets_an_email_only_if_the_instant_has_changed()
    {
        var published = TimeZoneChangeDetector.Record(Series() with { Participants = [Anna] }, Old);

        var changes = TimeZoneChangeDetector.Detect(published with { Participants = [Anna, Maria] }, New);

        Assert.That(
            changes.Emails,
            Is.EqualTo(
                new[] { Email("2", Anna, TimeZoneEmailReason.InstantChanged), Email("2", Maria, TimeZoneEmailReason.InstantChanged) }));
        Assert.That(changes.LocalTimeChanges.Select(change => change.Participant), Is.EqualTo(new[] { Anna }));
    }

    [Test]
    public void A_cancelled_workshop_is_neither_recorded_nor_compared()
    {
        var series = Series();
        WorkshopSeries Cancelled(WorkshopSeries series) =>
            series with { Workshops = [.. series.Workshops.Select(workshop => workshop with { Status = WorkshopStatus.Cancelled })] };

        Assert.That(TimeZoneChangeDetector.Record(Cancelled(series), Old).Published!.Times, Is.Empty);
        Assert.That(
            TimeZoneChangeDetector.Detect(Cancelled(TimeZoneChangeDetector.Record(series, Old)), New).Outcome,
            Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));
    }

    [Test]
    public void A_past_workshop_is_not_compared()
    {
        var published = TimeZoneChangeDetector.Record(Series(), Old);

        Assert.That(
            TimeZoneChangeDetector.Detect(published, New, Instant.FromUtc(2022, 11, 15, 8, 29)).InstantChanges,
            Has.Count.EqualTo(1));
        Assert.That(TimeZoneChangeDetector.Detect(published, New, Instant.FromUtc(2022, 11, 15, 8, 30)).InstantChanges, Is.Empty);
    }

    // Egypt reintroduced summer time in April 2023 (tzdb 2023c): midnight of the 28th became 1 o'clock.
    [Test]
    public void A_start_that_no_longer_exists_is_listed_with_both_possible_starts_and_nobody_gets_an_email()
    {
        var published = TimeZoneChangeDetector.Record(Cairo(new(2023, 4, 28, 0, 30)), Old);

        var changes = Compare(published);

        var unresolved = changes.UnresolvedStarts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (unresolved.WorkshopId, unresolved.Published, unresolved.IsSkipped),
                Is.EqualTo(("1", Instant.FromUtc(2023, 4, 27, 22, 30), true)));
            Assert.That(
                (unresolved.Earlier.LocalDateTime, unresolved.Later.LocalDateTime),
                Is.EqualTo((new LocalDateTime(2023, 4, 27, 23, 30), new LocalDateTime(2023, 4, 28, 1, 30))));
            Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.Changed));
            Assert.That(changes.Emails, Is.Empty);
        }
    }

    [Test]
    public void A_start_that_now_occurs_twice_is_listed_and_the_published_start_remains_valid()
    {
        var changes = Compare(Cairo(new(2023, 10, 26, 23, 30)));

        var unresolved = changes.UnresolvedStarts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((unresolved.Published, unresolved.IsSkipped), Is.EqualTo((Instant.FromUtc(2023, 10, 26, 21, 30), false)));
            Assert.That(
                (unresolved.Earlier.ToInstant(), unresolved.Later.ToInstant()),
                Is.EqualTo((Instant.FromUtc(2023, 10, 26, 20, 30), Instant.FromUtc(2023, 10, 26, 21, 30))));
            Assert.That(changes.InstantChanges, Is.Empty);
            Assert.That(changes.Emails, Is.Empty);
        }
    }

    // The Yukon stopped changing its clocks in November 2020 (tzdb 2020d): the second 1:30 did not occur.
    [TestCase(AmbiguousTime.Earlier, 0)]
    [TestCase(AmbiguousTime.Later, -1)]
    public void A_start_that_occurred_twice_and_now_occurs_once_changes_if_the_second_was_meant(AmbiguousTime ambiguousTime, int hours)
    {
        var series = SeriesWith("America/Whitehorse", new(2020, 11, 1, 1, 30), ambiguousTime);

        Assert.That(
            Compare(series).InstantChanges.Select(instantChange => instantChange.Difference),
            Is.EqualTo(hours == 0 ? Array.Empty<Duration>() : [Duration.FromHours(hours)]));
    }

    [Test]
    public void Another_choice_between_two_times_is_the_organizer_s_change()
    {
        var published = TimeZoneChangeDetector.Record(SeriesWith("Europe/Budapest", new(2022, 10, 30, 2, 30), AmbiguousTime.Earlier), Old);

        var changes =
            TimeZoneChangeDetector.Detect(
                published with { Workshops = [published.Workshops[0] with { AmbiguousTime = AmbiguousTime.Later }] },
                New);

        Assert.That((changes.InstantChanges.Count, changes.NotCompared), Is.EqualTo((0, (ValueList<string>)["1"])));
    }

    [Test]
    public void A_document_with_a_published_start_that_no_longer_exists_can_be_read_but_no_emails_can_be_composed_from_it()
    {
        var published = TimeZoneChangeDetector.Record(Cairo(new(2023, 4, 28, 0, 30)), Old);
        var document = SeriesDocument.Write(published);

        var read = SeriesDocument.Read(document, New);

        Assert.That(TimeZoneChangeDetector.Detect(read, New).UnresolvedStarts, Has.Count.EqualTo(1));
        Assert.That(() => new InvitationComposer().ComposeAll(read, Samples.Announced).ToList(), Throws.TypeOf<InvalidSeriesException>());
        Assert.That(() => TimeZoneChangeDetector.Record(read, New), Throws.TypeOf<InvalidSeriesException>());
        Assert.That(
            () => SeriesDocument.Read(document.Replace("2023-04-28T00:30", "2023-04-28T00:45"), New),
            Throws.TypeOf<InvalidSeriesException>());
    }

    [Test]
    public void A_clock_change_that_begins_during_a_workshop_changes_the_end_alone()
    {
        // Egypt again, from 23:30 to 1:00 on the old clock: the end is 2:00 on the new one.
        var changes = Compare(Cairo(new(2023, 4, 27, 23, 30)));

        var change = changes.LocalTimeChanges.Single();
        Assert.That(
            (Format(change.PublishedStart), Format(change.CurrentStart), Format(change.PublishedEnd), Format(change.CurrentEnd)),
            Is.EqualTo(
            ("2023-04-27T23:30:00+02", "2023-04-27T23:30:00+02", "2023-04-28T01:00:00+02", "2023-04-28T02:00:00+03")));
        Assert.That(changes.Emails.Single().Reason, Is.EqualTo(TimeZoneEmailReason.LocalTimeChanged));
    }

    private static TimeZoneChanges Compare(WorkshopSeries series) =>
        TimeZoneChangeDetector.Detect(series.Published is null ? TimeZoneChangeDetector.Record(series, Old) : series, New);

    private static WorkshopSeries Series() => Samples.Small() with
    {
        Zone = "Europe/Budapest",
        Workshops =
        [
            Samples.Workshop("1") with { Start = new(2023, 6, 14, 16, 0) },
            Samples.Workshop("2") with { Start = new(2022, 11, 15, 9, 0), Zone = "Asia/Amman" },
        ],
        Participants = [Anna, Maria, Omar],
    };

    private static WorkshopSeries Cairo(LocalDateTime start) => SeriesWith("Africa/Cairo", start, null);

    private static WorkshopSeries SeriesWith(string zone, LocalDateTime start, AmbiguousTime? ambiguousTime) =>
        Samples.Small() with { Zone = zone, Workshops = [Samples.Workshop("1") with { Start = start, AmbiguousTime = ambiguousTime }] };

    private static Participant Person(string name, string zone) =>
        new() { Name = name, Email = EmailAddress.Parse($"{name.ToLowerInvariant().Replace('í', 'i')}@guest.example"), Zone = zone };

    private static TimeZoneEmail Email(string workshopId, Participant participant, TimeZoneEmailReason reason) =>
        new(workshopId, participant, reason);

    private static string Format(OffsetDateTime moment) => NodaTime.Text.OffsetDateTimePattern.GeneralIso.Format(moment);
}
