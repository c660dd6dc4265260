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
    public void A_change_deep_inside_makes_another_series()
    {
        var series = Samples.Better();
        var moved = series with { Workshops = [series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 11, 30) }, .. series.Workshops.Skip(1)] };

        Assert.That(moved, Is.Not.EqualTo(series));
    }

    [Test]
    public void The_three_workshops_stand_at_half_past_eight_to_ten_UTC_on_three_days_of_June()
    {
        var series = Samples.Better();

        Assert.That(
            series.Workshops.Select(workshop => (series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant(), series.EndOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant())),
            Is.EqualTo(new[] { 16, 17, 18 }.Select(day => (Instant.FromUtc(2020, 6, day, 8, 30), Instant.FromUtc(2020, 6, day, 10, 0)))));
    }

    [Test]
    public void A_start_that_comes_twice_is_read_as_its_fold_says()
    {
        var series = Samples.Small();
        var workshop = series.Workshops[0] with { Start = new LocalDateTime(2027, 10, 31, 1, 30), AmbiguousTime = AmbiguousTime.Later };

        Assert.That(series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant(), Is.EqualTo(Instant.FromUtc(2027, 10, 31, 1, 30)));
        Assert.That(series.StartOf(workshop with { AmbiguousTime = AmbiguousTime.Earlier }, DateTimeZoneProviders.Tzdb).ToInstant(), Is.EqualTo(Instant.FromUtc(2027, 10, 31, 0, 30)));
        Assert.That(() => series.StartOf(workshop with { AmbiguousTime = null }, DateTimeZoneProviders.Tzdb), Throws.TypeOf<AmbiguousTimeException>());
    }

    [Test]
    public void A_start_in_a_gap_is_not_guessed() =>
        Assert.That(
            () => Samples.Small().StartOf(Samples.Workshop("1") with { Start = new LocalDateTime(2027, 3, 28, 1, 30) }, DateTimeZoneProviders.Tzdb),
            Throws.TypeOf<SkippedTimeException>());

    [Test]
    public void A_workshop_lasts_as_long_as_it_was_meant_to_where_the_clocks_change_in_between()
    {
        var series = Samples.Small();
        var night = series.Workshops[0] with { Start = new LocalDateTime(2027, 3, 28, 0, 30), Duration = Duration.FromHours(2) };

        Assert.That(series.EndOf(night, DateTimeZoneProviders.Tzdb).LocalDateTime, Is.EqualTo(new LocalDateTime(2027, 3, 28, 3, 30)));
    }

    [Test]
    public void A_participant_without_choice_is_invited_to_all_and_one_with_choice_to_that()
    {
        var series = Samples.Better();
        var chooser = series.Participants[0] with { Workshops = ["3", "1"] };

        Assert.That(series.WorkshopsOf(series.Participants[0]).Select(workshop => workshop.Id), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(series.WorkshopsOf(chooser).Select(workshop => workshop.Id), Is.EqualTo(new[] { "1", "3" }));
    }

    [TestCase("http://meet.example/1")]
    [TestCase("ftp://meet.example/1")]
    [TestCase("https://user:secret@meet.example/1")]
    [TestCase("/1")]
    public void A_join_link_is_https(string link) =>
        Assert.That(() => new OnlineMeeting { Platform = "Webex", Url = new Uri(link, UriKind.RelativeOrAbsolute) }, Throws.ArgumentException.With.Message.Contain("https"));

    [Test]
    public void A_wrong_value_is_refused_where_it_is_built_and_named()
    {
        Assert.That(() => Samples.Workshop("a b"), Throws.ArgumentException.With.Property("ParamName").EqualTo("Id"));
        Assert.That(() => Samples.Workshop("1") with { Duration = Duration.Zero }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Duration"));
        Assert.That(() => Samples.Small() with { Language = "english" }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Language"));
        Assert.That(() => Samples.Small() with { Domain = "nowhere" }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Domain"));
        Assert.That(() => new Organizer { Name = " \t", Email = EmailAddress.Parse("a@b.example") }, Throws.ArgumentException.With.Property("ParamName").EqualTo("Name"));
    }
}
