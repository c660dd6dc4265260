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
    public void The_two_versions_are_what_they_say()
    {
        Assert.That(Old.VersionId, Does.StartWith("TZDB: 2019c"));
        Assert.That(string.CompareOrdinal(New.VersionId, "TZDB: 2023"), Is.Positive, New.VersionId);
    }

    [Test]
    public void Without_a_memory_nothing_was_promised()
    {
        var changes = TimeZoneChangeDetector.Detect(Desk(), New);

        Assert.That(changes, Is.EqualTo(new TimeZoneChanges { CurrentVersion = New.VersionId }));
        Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingPublished));
    }

    [Test]
    public void The_memory_holds_version_instants_and_the_offsets_of_every_zone_in_use()
    {
        var promised = TimeZoneChangeDetector.Record(Desk(), Old).Published!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(promised.TimeZoneVersion, Is.EqualTo(Old.VersionId));
            Assert.That(promised.Times.Select(instant => (instant.WorkshopId, instant.Start, instant.End)), Is.EqualTo(new[]
            {
                ("1", Instant.FromUtc(2023, 6, 14, 14, 0), Instant.FromUtc(2023, 6, 14, 15, 30)),
                ("2", Instant.FromUtc(2022, 11, 15, 7, 0), Instant.FromUtc(2022, 11, 15, 8, 30)),
            }));
            Assert.That(promised.Zones.SelectMany(zone => zone.Offsets.Select(offset => (zone.ZoneId, offset.WorkshopId, offset.Start.ToTimeSpan().TotalHours))), Is.EqualTo(new[]
            {
                ("Europe/Budapest", "1", 2.0), ("Europe/Budapest", "2", 1.0),
                ("Asia/Amman", "2", 2.0),
                ("America/Mexico_City", "1", -5.0), ("America/Mexico_City", "2", -6.0),
            }));
        }
    }

    [Test]
    public void The_rules_that_were_promised_by_change_nothing() =>
        Assert.That(TimeZoneChangeDetector.Detect(TimeZoneChangeDetector.Record(Desk(), Old), Old).Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));

    [Test]
    public void The_BETTER_series_is_as_true_today_as_it_was_by_the_rules_of_2019()
    {
        var changes = TimeZoneChangeDetector.Detect(TimeZoneChangeDetector.Record(Samples.Better(), Old), New);

        Assert.That(changes, Is.EqualTo(new TimeZoneChanges { PublishedVersion = Old.VersionId, CurrentVersion = New.VersionId }));
        Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));
    }

    // Jordan kept its summer time for good in October 2022 (tzdb 2022e): 9:00 in Amman is 6:00 UTC in winter, no longer 7:00.
    [Test]
    public void A_workshop_in_Amman_moves_and_everybody_invited_to_it_is_due_an_email()
    {
        var changes = Compare(Desk());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.Changed));
            Assert.That(changes.InstantChanges, Is.EqualTo(new[] { new InstantChange("2", Instant.FromUtc(2022, 11, 15, 7, 0), Instant.FromUtc(2022, 11, 15, 6, 0)) }));
            Assert.That(changes.InstantChanges[0].Difference, Is.EqualTo(Duration.FromHours(-1)));
            Assert.That(
                changes.Emails.Where(email => email.WorkshopId == "2"),
                Is.EqualTo(new[] { Email("2", Anna, TimeZoneEmailReason.InstantChanged), Email("2", Maria, TimeZoneEmailReason.InstantChanged), Email("2", Omar, TimeZoneEmailReason.InstantChanged) }));
        }
    }

    [Test]
    public void Whose_clock_shows_another_time_is_told_with_both_and_Omar_whose_does_not_is_not_among_them()
    {
        var readings = Compare(Desk()).LocalTimeChanges.Where(reading => reading.WorkshopId == "2").ToList();

        Assert.That(readings.Select(reading => (reading.Participant.Name, Text(reading.PublishedStart), Text(reading.CurrentStart), Text(reading.PublishedEnd), Text(reading.CurrentEnd))), Is.EqualTo(new[]
        {
            ("Anna", "2022-11-15T08:00:00+01", "2022-11-15T07:00:00+01", "2022-11-15T09:30:00+01", "2022-11-15T08:30:00+01"),
            ("María", "2022-11-15T01:00:00-06", "2022-11-15T00:00:00-06", "2022-11-15T02:30:00-06", "2022-11-15T01:30:00-06"),
        }));
    }

    // Mexico gave up summer time in October 2022 (tzdb 2022f).
    [Test]
    public void A_workshop_in_Budapest_stands_and_María_s_printed_time_is_wrong()
    {
        var changes = Compare(Desk());

        using (Assert.EnterMultipleScope())
        {
            var reading = changes.LocalTimeChanges.Single(reading => reading.WorkshopId == "1");
            Assert.That(reading.Participant, Is.EqualTo(Maria));
            Assert.That((Text(reading.PublishedStart), Text(reading.CurrentStart)), Is.EqualTo(("2023-06-14T09:00:00-05", "2023-06-14T08:00:00-06")));
            Assert.That(changes.Emails.Where(email => email.WorkshopId == "1"), Is.EqualTo(new[] { Email("1", Maria, TimeZoneEmailReason.LocalTimeChanged) }));
            Assert.That(changes.InstantChanges.Select(move => move.WorkshopId), Does.Not.Contain("1"));
        }
    }

    [Test]
    public void Promised_anew_all_holds_again()
    {
        var series = TimeZoneChangeDetector.Record(TimeZoneChangeDetector.Record(Desk(), Old), New);

        Assert.That(TimeZoneChangeDetector.Detect(series, New).Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));
        Assert.That(series.Published!.TimeZoneVersion, Is.EqualTo(New.VersionId));
    }

    [Test]
    public void The_memory_survives_the_document()
    {
        var promised = TimeZoneChangeDetector.Record(Desk(), Old);
        var read = SeriesDocument.Read(SeriesDocument.Write(promised));

        Assert.That(read, Is.EqualTo(promised));
        Assert.That(TimeZoneChangeDetector.Detect(read, New), Is.EqualTo(TimeZoneChangeDetector.Detect(promised, New)));
    }

    [Test]
    public void What_the_organizer_has_changed_is_no_matter_of_rules()
    {
        var promised = TimeZoneChangeDetector.Record(Desk(), Old);
        var workshop = promised.Workshops[1];
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
            var changes = TimeZoneChangeDetector.Detect(promised with { Workshops = [promised.Workshops[0], edited], Participants = [Anna] }, New);
            Assert.That(changes, Is.EqualTo(new TimeZoneChanges { PublishedVersion = Old.VersionId, CurrentVersion = New.VersionId, NotCompared = [edited.Id] }));
        }
    }

    [Test]
    public void A_new_participant_was_promised_nothing_and_gets_an_email_only_where_the_workshop_moved()
    {
        var promised = TimeZoneChangeDetector.Record(Desk() with { Participants = [Anna] }, Old);

        var changes = TimeZoneChangeDetector.Detect(promised with { Participants = [Anna, Maria] }, New);

        Assert.That(changes.Emails, Is.EqualTo(new[] { Email("2", Anna, TimeZoneEmailReason.InstantChanged), Email("2", Maria, TimeZoneEmailReason.InstantChanged) }));
        Assert.That(changes.LocalTimeChanges.Select(reading => reading.Participant), Is.EqualTo(new[] { Anna }));
    }

    [Test]
    public void A_cancelled_workshop_is_neither_promised_nor_compared()
    {
        var desk = Desk();
        WorkshopSeries Cancelled(WorkshopSeries series) =>
            series with { Workshops = [.. series.Workshops.Select(workshop => workshop with { Status = WorkshopStatus.Cancelled })] };

        Assert.That(TimeZoneChangeDetector.Record(Cancelled(desk), Old).Published!.Times, Is.Empty);
        Assert.That(TimeZoneChangeDetector.Detect(Cancelled(TimeZoneChangeDetector.Record(desk, Old)), New).Outcome, Is.EqualTo(TimeZoneChangeOutcome.NothingChanged));
    }

    [Test]
    public void A_workshop_that_is_over_is_passed_over()
    {
        var promised = TimeZoneChangeDetector.Record(Desk(), Old);

        Assert.That(TimeZoneChangeDetector.Detect(promised, New, Instant.FromUtc(2022, 11, 15, 8, 29)).InstantChanges, Has.Count.EqualTo(1));
        Assert.That(TimeZoneChangeDetector.Detect(promised, New, Instant.FromUtc(2022, 11, 15, 8, 30)).InstantChanges, Is.Empty);
    }

    // Egypt brought summer time back in April 2023 (tzdb 2023c): midnight of the 28th became 1 o'clock.
    [Test]
    public void A_start_that_does_not_exist_any_more_is_told_with_both_readings_and_nobody_gets_an_email()
    {
        var promised = TimeZoneChangeDetector.Record(Cairo(new(2023, 4, 28, 0, 30)), Old);

        var changes = Compare(promised);

        var doubt = changes.UnresolvedStarts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((doubt.WorkshopId, doubt.Published, doubt.IsSkipped), Is.EqualTo(("1", Instant.FromUtc(2023, 4, 27, 22, 30), true)));
            Assert.That((doubt.Earlier.LocalDateTime, doubt.Later.LocalDateTime), Is.EqualTo((new LocalDateTime(2023, 4, 27, 23, 30), new LocalDateTime(2023, 4, 28, 1, 30))));
            Assert.That(changes.Outcome, Is.EqualTo(TimeZoneChangeOutcome.Changed));
            Assert.That(changes.Emails, Is.Empty);
        }
    }

    [Test]
    public void A_start_that_comes_twice_now_is_told_and_the_promise_holds_meanwhile()
    {
        var changes = Compare(Cairo(new(2023, 10, 26, 23, 30)));

        var doubt = changes.UnresolvedStarts.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((doubt.Published, doubt.IsSkipped), Is.EqualTo((Instant.FromUtc(2023, 10, 26, 21, 30), false)));
            Assert.That((doubt.Earlier.ToInstant(), doubt.Later.ToInstant()), Is.EqualTo((Instant.FromUtc(2023, 10, 26, 20, 30), Instant.FromUtc(2023, 10, 26, 21, 30))));
            Assert.That(changes.InstantChanges, Is.Empty);
            Assert.That(changes.Emails, Is.Empty);
        }
    }

    // The Yukon stopped changing its clocks in November 2020 (tzdb 2020d): the second 1:30 never came.
    [TestCase(AmbiguousTime.Earlier, 0)]
    [TestCase(AmbiguousTime.Later, -1)]
    public void A_start_that_came_twice_and_comes_once_now_moves_if_the_second_was_meant(AmbiguousTime fold, int hours)
    {
        var series = One("America/Whitehorse", new(2020, 11, 1, 1, 30), fold);

        Assert.That(Compare(series).InstantChanges.Select(move => move.Difference), Is.EqualTo(hours == 0 ? Array.Empty<Duration>() : [Duration.FromHours(hours)]));
    }

    [Test]
    public void Another_fold_is_the_organizer_s_change()
    {
        var promised = TimeZoneChangeDetector.Record(One("Europe/Budapest", new(2022, 10, 30, 2, 30), AmbiguousTime.Earlier), Old);

        var changes = TimeZoneChangeDetector.Detect(promised with { Workshops = [promised.Workshops[0] with { AmbiguousTime = AmbiguousTime.Later }] }, New);

        Assert.That((changes.InstantChanges.Count, changes.NotCompared), Is.EqualTo((0, (ValueList<string>)["1"])));
    }

    [Test]
    public void A_document_with_a_promised_start_that_does_not_exist_any_more_can_be_read_and_not_written_emails_from()
    {
        var promised = TimeZoneChangeDetector.Record(Cairo(new(2023, 4, 28, 0, 30)), Old);
        var document = SeriesDocument.Write(promised);

        var read = SeriesDocument.Read(document, New);

        Assert.That(TimeZoneChangeDetector.Detect(read, New).UnresolvedStarts, Has.Count.EqualTo(1));
        Assert.That(() => new InvitationComposer().ComposeAll(read, Samples.Announced).ToList(), Throws.TypeOf<InvalidSeriesException>());
        Assert.That(() => TimeZoneChangeDetector.Record(read, New), Throws.TypeOf<InvalidSeriesException>());
        Assert.That(() => SeriesDocument.Read(document.Replace("2023-04-28T00:30", "2023-04-28T00:45"), New), Throws.TypeOf<InvalidSeriesException>());
    }

    [Test]
    public void A_clock_change_that_begins_during_a_workshop_changes_the_end_alone()
    {
        // Egypt again, from 23:30 to 1:00 on the old clock: the end is 2:00 on the new one.
        var changes = Compare(Cairo(new(2023, 4, 27, 23, 30)));

        var reading = changes.LocalTimeChanges.Single();
        Assert.That((Text(reading.PublishedStart), Text(reading.CurrentStart), Text(reading.PublishedEnd), Text(reading.CurrentEnd)), Is.EqualTo(
            ("2023-04-27T23:30:00+02", "2023-04-27T23:30:00+02", "2023-04-28T01:00:00+02", "2023-04-28T02:00:00+03")));
        Assert.That(changes.Emails.Single().Reason, Is.EqualTo(TimeZoneEmailReason.LocalTimeChanged));
    }

    private static TimeZoneChanges Compare(WorkshopSeries series) =>
        TimeZoneChangeDetector.Detect(series.Published is null ? TimeZoneChangeDetector.Record(series, Old) : series, New);

    private static WorkshopSeries Desk() => Samples.Small() with
    {
        Zone = "Europe/Budapest",
        Workshops =
        [
            Samples.Workshop("1") with { Start = new(2023, 6, 14, 16, 0) },
            Samples.Workshop("2") with { Start = new(2022, 11, 15, 9, 0), Zone = "Asia/Amman" },
        ],
        Participants = [Anna, Maria, Omar],
    };

    private static WorkshopSeries Cairo(LocalDateTime start) => One("Africa/Cairo", start, null);

    private static WorkshopSeries One(string zone, LocalDateTime start, AmbiguousTime? fold) =>
        Samples.Small() with { Zone = zone, Workshops = [Samples.Workshop("1") with { Start = start, AmbiguousTime = fold }] };

    private static Participant Person(string name, string zone) =>
        new() { Name = name, Email = EmailAddress.Parse($"{name.ToLowerInvariant().Replace('í', 'i')}@guest.example"), Zone = zone };

    private static TimeZoneEmail Email(string workshopId, Participant participant, TimeZoneEmailReason reason) => new(workshopId, participant, reason);

    private static string Text(OffsetDateTime moment) => NodaTime.Text.OffsetDateTimePattern.GeneralIso.Format(moment);
}
