using NodaTime;

namespace Better.Calendar.Tests.Model;

public sealed class WorkshopSeriesTests
{
    [Test]
    public void Two_series_of_the_same_data_are_equal()
    {
        var (one, two) = (Samples.Better(), Samples.Better());

        Assert.That(one, Is.EqualTo(two).And.Not.SameAs(two));
        Assert.That(one.GetHashCode(), Is.EqualTo(two.GetHashCode()));
    }

    [Test]
    public void A_change_of_a_nested_value_makes_series_unequal()
    {
        var series = Samples.Better();
        var moved =
            series with
            {
                Workshops =
                [series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 11, 30) }, .. series.Workshops.Skip(1)]
            };

        Assert.That(moved, Is.Not.EqualTo(series));
    }

    [Test]
    public void The_three_workshops_are_from_8_30_to_10_00_UTC_on_three_days_in_June()
    {
        var series = Samples.Better();

        Assert.That(
            series.Workshops.Select(
                workshop =>
                    (series.StartOf(workshop, DateTimeZoneProviders.Tzdb)
                        .ToInstant(), series.EndOf(workshop, DateTimeZoneProviders.Tzdb)
                        .ToInstant())),
            Is.EqualTo(new[] { 16, 17, 18 }.Select(day => (Instant.FromUtc(2020, 6, day, 8, 30), Instant.FromUtc(2020, 6, day, 10, 0)))));
    }

    [Test]
    public void A_start_that_occurs_twice_is_resolved_by_AmbiguousTime()
    {
        var series = Samples.Small();
        var workshop = series.Workshops[0] with { Start = new LocalDateTime(2027, 10, 31, 1, 30), AmbiguousTime = AmbiguousTime.Later };

        Assert.That(series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant(), Is.EqualTo(Instant.FromUtc(2027, 10, 31, 1, 30)));
        Assert.That(series.StartOf(workshop with { AmbiguousTime = AmbiguousTime.Earlier }, DateTimeZoneProviders.Tzdb)
            .ToInstant(), Is.EqualTo(Instant.FromUtc(2027, 10, 31, 0, 30)));
        Assert.That(
            () => series.StartOf(workshop with { AmbiguousTime = null }, DateTimeZoneProviders.Tzdb),
            Throws.TypeOf<AmbiguousTimeException>());
    }

    [Test]
    public void A_skipped_start_throws() =>
        Assert.That(
            () => Samples.Small()
                .StartOf(Samples.Workshop("1") with { Start = new LocalDateTime(2027, 3, 28, 1, 30) }, DateTimeZoneProviders.Tzdb),
            Throws.TypeOf<SkippedTimeException>());

    [Test]
    public void A_duration_is_elapsed_time_when_the_clocks_change_in_between()
    {
        var series = Samples.Small();
        var night = series.Workshops[0] with { Start = new LocalDateTime(2027, 3, 28, 0, 30), Duration = Duration.FromHours(2) };

        Assert.That(series.EndOf(night, DateTimeZoneProviders.Tzdb).LocalDateTime, Is.EqualTo(new LocalDateTime(2027, 3, 28, 3, 30)));
    }

    [Test]
    public void A_participant_without_workshops_is_invited_to_all_and_one_with_workshops_to_these()
    {
        var series = Samples.Better();
        var selective = series.Participants[0] with { Workshops = ["3", "1"] };

        Assert.That(series.WorkshopsOf(series.Participants[0]).Select(workshop => workshop.Id), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(series.WorkshopsOf(selective).Select(workshop => workshop.Id), Is.EqualTo(new[] { "1", "3" }));
    }

    [TestCase("http://meet.example/1")]
    [TestCase("ftp://meet.example/1")]
    [TestCase("https://user:secret@meet.example/1")]
    [TestCase("/1")]
    public void A_join_link_must_be_https(string link) =>
        Assert.That(
            () => new OnlineMeeting { Platform = "Webex", Url = new Uri(link, UriKind.RelativeOrAbsolute) },
            Throws.ArgumentException.With.Message.Contain("https"));

    [Test]
    public void An_invalid_value_is_rejected_with_the_property_name()
    {
        Assert.That(() => Samples.Workshop("a b"), Throws.ArgumentException.With.Property("ParamName").EqualTo("Id"));
        Assert.That(() => Samples.Workshop("1") with { Duration = Duration.Zero }, Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("Duration"));
        Assert.That(() => Samples.Small() with { Language = "english" }, Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("Language"));
        Assert.That(() => Samples.Small() with { Domain = "nowhere" }, Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("Domain"));
        Assert.That(
            () => new Organizer { Name = " \t", Email = EmailAddress.Parse("a@b.example") },
            Throws.ArgumentException.With.Property("ParamName")
            .EqualTo("Name"));
    }
}
