using NodaTime;

namespace Better.Calendar.Tests.Localization;

public sealed class LocalTimeTableTests
{
    [Test]
    public void The_BETTER_series_has_five_cities_three_workshops_and_no_warnings()
    {
        var times = LocalTimeTable.Create(Samples.Better());

        Assert.That(times.Workshops.Select(workshop => (workshop.Id, workshop.Number, workshop.Date)), Is.EqualTo(new[]
        {
            ("1", 1, new LocalDate(2020, 6, 16)), ("2", 2, new LocalDate(2020, 6, 17)), ("3", 3, new LocalDate(2020, 6, 18)),
        }));
        Assert.That(Cells(times), Is.EqualTo(new[]
        {
            "Europe/Rome 10:30+02-12:00 10:30+02-12:00 10:30+02-12:00",
            "Europe/Tallinn 11:30+03-13:00 11:30+03-13:00 11:30+03-13:00",
            "Europe/Budapest 10:30+02-12:00 10:30+02-12:00 10:30+02-12:00",
            "Europe/London 09:30+01-11:00 09:30+01-11:00 09:30+01-11:00",
            "Europe/Stockholm 10:30+02-12:00 10:30+02-12:00 10:30+02-12:00",
        }));
        Assert.That(times.ClockChanges.Count + times.InconvenientTimes.Count, Is.Zero);
    }

    [Test]
    public void Equal_series_have_equal_tables()
    {
        var (one, other) = (LocalTimeTable.Create(Samples.Better()), LocalTimeTable.Create(Samples.Better()));

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.ToText("hu"), Is.EqualTo(other.ToText("hu")));
    }

    [Test]
    public void The_texts_are_in_the_language_of_the_reader()
    {
        var times = LocalTimeTable.Create(Samples.Better());
        var (english, swedish) = (times.ToText("en-GB"), times.ToText("sv"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(english.Columns, Is.EqualTo(
                new[] { "", "1 · Tuesday 16 June 2020", "2 · Wednesday 17 June 2020", "3 · Thursday 18 June 2020" }));
            Assert.That(
                english.Rows.Select(row => row[0]),
                Is.EqualTo(new[] { "Genoa (UTC+2)", "Tartu (UTC+3)", "Nyíregyháza (UTC+2)", "Birmingham (UTC+1)", "Gävle (UTC+2)" }));
            Assert.That(english.Rows[1], Is.EqualTo(new[] { "Tartu (UTC+3)", "11:30–13:00", "11:30–13:00", "11:30–13:00" }));
            Assert.That(swedish.Rows[0][0], Is.EqualTo("Genua (UTC+2)"));
            Assert.That((swedish.Language, swedish.IsRightToLeft, times.ToText("ar").IsRightToLeft), Is.EqualTo(("sv", false, true)));
            Assert.That(times.ToText("hu").Heading, Is.EqualTo(InvitationTexts.ForLanguage("hu")[TextKey.CitiesHeading]));
        }
    }

    [Test]
    public void A_language_without_texts_still_has_its_own_city_names()
    {
        var series =
            One(
                new(2027, 4, 14, 9, 0),
                Person("a", "Europe/Helsinki") with { City = new LocalizedText(("sv", "Helsingfors"), ("fi", "Helsinki")) });

        Assert.That(LocalTimeTable.Create(series).ToText("fi").Rows[^1][0], Does.StartWith("Helsinki"));
    }

    // Shortly after midnight in Budapest it is still the day before further west.
    [TestCase("2027-04-14T00:30", "America/Mexico_City", "2027-04-13T16:30", -1)]
    [TestCase("2027-04-14T00:30", "Europe/London", "2027-04-13T23:30", -1)]
    [TestCase("2027-04-14T17:30", "Asia/Tokyo", "2027-04-15T00:30", 1)]
    [TestCase("2027-04-14T16:30", "Asia/Tokyo", "2027-04-14T23:30", 0)]
    [TestCase("2027-04-14T23:00", "Europe/Budapest", "2027-04-14T23:00", 0)]
    public void The_day_offset_is_relative_to_the_date_in_the_time_zone_of_the_series(
        string start,
        string zone,
        string local,
        int dayOffset)
    {
        var time = LocalTimeTable.Create(One(Local(start), Person("a", zone))).Cities[^1].Times.Single();

        Assert.That((time.Start.LocalDateTime, time.StartDayOffset), Is.EqualTo((Local(local), dayOffset)));
        Assert.That(time.End.LocalDateTime, Is.EqualTo(Local(local).PlusMinutes(90)));
        Assert.That(time.EndDayOffset - time.StartDayOffset, Is.EqualTo(Local(local).TimeOfDay >= new LocalTime(22, 30) ? 1 : 0));
    }

    [TestCase("2027-04-14T00:30", "America/Mexico_City", "16:30–18:00 (previous day)")]
    [TestCase("2027-04-14T18:00", "Asia/Tokyo", "01:00–02:30 (next day)")]
    [TestCase("2027-04-14T16:30", "Asia/Tokyo", "23:30 – 01:00 (next day)")]
    [TestCase("2027-04-14T00:30", "Europe/London", "23:30 (previous day) – 01:00")]
    [TestCase("2027-04-14T10:30", "Asia/Kathmandu", "14:15–15:45")]
    public void Times_on_other_days_are_marked(string start, string zone, string cell) =>
        Assert.That(LocalTimeTable.Create(One(Local(start), Person("a", zone))).ToText("en").Rows[^1][1], Is.EqualTo(cell));

    [Test]
    public void Times_two_days_away_have_their_date()
    {
        var series = One(new(2027, 4, 14, 23, 30), Person("a", "Pacific/Kiritimati")) with { Zone = "Etc/GMT+12" };

        var times = LocalTimeTable.Create(series);

        Assert.That(times.Cities[^1].Times[0].StartDayOffset, Is.EqualTo(2));
        Assert.That(times.ToText("en").Rows[^1][1], Is.EqualTo("01:30–03:00 (Friday 16 April)"));
    }

    [Test]
    public void Cities_with_the_same_name_and_time_zone_appear_once_in_the_order_of_the_participants()
    {
        var series = One(
            new(2027, 4, 14, 9, 0),
            Person("a", "Europe/Rome") with { City = new LocalizedText(("it", "Genova"), ("en", "Genoa")) },
            Person("b", "Europe/Tallinn") with { City = "Tartu" },
            Person("c", "Europe/Rome") with { City = "Genoa" },
            Person("d", "Europe/Rome") with { City = "Tartu" },
            Person("e", "Europe/Tallinn"),
            Person("f", "Europe/Tallinn") with { City = "Tallinn" },
            Person("g", "Europe/Kyiv"),
            Person("h", "Europe/Kiev"));

        Assert.That(LocalTimeTable.Create(series).ToText("en").Rows.Skip(1).Select(row => row[0]), Is.EqualTo(new[]
        {
            "Genoa (UTC+2)", "Tartu (UTC+3)", "Tartu (UTC+2)", "Tallinn (UTC+3)", "Kyiv (UTC+3)",
        }));
    }

    [Test]
    public void The_time_zone_of_the_organizer_comes_first_when_no_participant_is_in_it()
    {
        var start = new LocalDateTime(2027, 4, 14, 9, 0);

        Assert.That(
            Zones(LocalTimeTable.Create(One(start, Person("a", "Europe/Rome")))),
            Is.EqualTo(new[] { "Europe/Budapest", "Europe/Rome" }));
        Assert.That(
            Zones(LocalTimeTable.Create(One(start, Person("a", "Europe/Rome"), Person("b", null)))),
            Is.EqualTo(new[] { "Europe/Rome", "Europe/Budapest" }));
        Assert.That(LocalTimeTable.Create(One(start)).ToText("it").Rows.Single()[0], Is.EqualTo("Budapest (UTC+2)"));
    }

    [TestCase("Europe/Budapest", "06:59", true)]
    [TestCase("Europe/Budapest", "07:00", false)]
    [TestCase("Europe/Budapest", "19:30", false)]
    [TestCase("Europe/Budapest", "19:31", true)]
    [TestCase("Europe/Budapest", "22:30", true)]
    [TestCase("America/New_York", "12:59", true)]
    [TestCase("America/New_York", "13:00", false)]
    public void Before_7_and_after_21_is_inconvenient(string zone, string start, bool isInconvenient)
    {
        var times = LocalTimeTable.Create(One(Local($"2027-04-14T{start}"), Person("a", zone)));

        Assert.That(times.InconvenientTimes.Any(time => time.City.ZoneId == zone), Is.EqualTo(isInconvenient));
    }

    [Test]
    public void An_inconvenient_time_is_reported_for_the_cities_of_invited_participants()
    {
        var series = Two(
            new(2027, 4, 14, 9, 0),
                new(2027, 4, 15, 17, 0),
                Person("a", "America/Mexico_City"),
                Person("b", "Asia/Tokyo") with { Workshops = ["1"] });

        var times = LocalTimeTable.Create(series);

        Assert.That(
            times.InconvenientTimes.Select(time => (time.City.ZoneId, time.Workshop.Id, time.Time.Start.TimeOfDay)),
            Is.EqualTo(new[] { ("America/Mexico_City", "1", new LocalTime(1, 0)) }));
        Assert.That(
            times.ToText("en").Warnings,
            Is.EqualTo(new[] { "Please note the unusual time: Wednesday 14 April 2027, 01:00–02:30 in Mexico City." }));
    }

    // The last Sunday of March 2027 is the 28th; in North America clocks went forward on the 14th.
    [Test]
    public void A_clock_change_is_reported_for_each_time_zone_and_once_for_time_zones_with_the_same_name()
    {
        var series = Two(
            new(2027, 3, 24, 16, 0),
                new(2027, 3, 31, 16, 0),
                Person("a", "Europe/Rome"),
                Person("b", "Europe/London"),
                Person("c", "America/New_York"),
                Person("d", null));

        var times = LocalTimeTable.Create(series);

        Assert.That(
            times.ClockChanges.Select(
                change => (change.ZoneId, change.WorkshopBefore.Id, change.WorkshopAfter.Id, change.OffsetDifference)),
            Is.EqualTo(new[]
        {
            ("Europe/Rome", "1", "2", Offset.FromHours(1)),
                ("Europe/London", "1", "2", Offset.FromHours(1)),
                ("Europe/Budapest", "1", "2", Offset.FromHours(1)),
        }));
        Assert.That(times.ToText("en").Warnings, Is.EqualTo(new[]
        {
            "Clocks change (Central European Time) between workshop 1 and workshop 2.",
            "Clocks change (London time) between workshop 1 and workshop 2.",
        }));
        Assert.That(times.ToText("en").Rows[2][0], Is.EqualTo("New York (UTC−4)"));
        Assert.That(times.ToText("en").Rows[0][0], Is.EqualTo("Rome (UTC+1, UTC+2)"));
    }

    [Test]
    public void A_participant_of_one_workshop_has_no_clock_change_but_the_organizer_has()
    {
        var series =
            Two(
                new(2027, 3, 24, 16, 0),
                new(2027, 3, 31, 16, 0),
                Person("a", "Europe/Rome") with { Workshops = ["2"] },
                Person("b", null) with { Workshops = ["2"] });

        Assert.That(LocalTimeTable.Create(series).ClockChanges.Select(change => change.ZoneId), Is.EqualTo(new[] { "Europe/Budapest" }));
    }

    [Test]
    public void Clock_changes_are_in_chronological_order_even_when_the_schedule_is_not()
    {
        var change = LocalTimeTable.Create(Two(new(2027, 3, 31, 16, 0), new(2027, 3, 24, 16, 0))).ClockChanges.Single();

        Assert.That(
            (change.WorkshopBefore.Number, change.WorkshopAfter.Number, change.OffsetDifference),
            Is.EqualTo((2, 1, Offset.FromHours(1))));
    }

    [Test]
    public void A_cancelled_workshop_is_left_out_and_the_others_keep_their_numbers()
    {
        var series = Two(new(2027, 3, 24, 1, 0), new(2027, 3, 31, 16, 0));

        var times =
            LocalTimeTable.Create(
                series with { Workshops = [series.Workshops[0] with { Status = WorkshopStatus.Cancelled }, series.Workshops[1]] });

        Assert.That(times.Workshops.Single().Number, Is.EqualTo(2));
        Assert.That(times.ClockChanges.Count + times.InconvenientTimes.Count, Is.Zero);
    }

    [Test]
    public void Replaced_texts_of_the_host_are_used()
    {
        var text = LocalTimeTable.Create(Samples.Better())
            .ToText(InvitationTexts.ForLanguage("en").WithOverride(TextKey.CitiesHeading, "Your clock"));

        Assert.That(text.Heading, Is.EqualTo("Your clock"));
    }

    [Test]
    public void An_invalid_series_is_rejected() =>
        Assert.That(() => LocalTimeTable.Create(One(new(2027, 3, 28, 2, 30))), Throws.TypeOf<InvalidSeriesException>());

    private static WorkshopSeries One(LocalDateTime start, params Participant[] participants) => Samples.Small() with
    {
        Zone = "Europe/Budapest",
        Workshops = [Samples.Workshop("1") with { Start = start }],
        Participants = [.. participants],
    };

    private static WorkshopSeries Two(LocalDateTime first, LocalDateTime second, params Participant[] participants) =>
        One(
            first,
            participants) with
        {
            Workshops =
                [Samples.Workshop("1") with { Start = first }, Samples.Workshop("2") with { Start = second }]
        };

    private static Participant Person(string name, string? zone) =>
        new() { Name = name, Email = EmailAddress.Parse($"{name}@guest.example"), Zone = zone };

    private static LocalDateTime Local(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static IEnumerable<string> Zones(LocalTimeTable times) => times.Cities.Select(row => row.City.ZoneId);

    private static IEnumerable<string> Cells(LocalTimeTable times) => times.Cities.Select(static row =>
    {
        var cells = row.Times.Select(time => $"{time.Start.TimeOfDay:HH:mm}{time.Start.Offset:g}-{time.End.TimeOfDay:HH:mm}");
        return $"{row.City.ZoneId} {string.Join(" ", cells)}";
    });
}
