using System.Text.RegularExpressions;
using NodaTime;

namespace Better.Calendar.Tests.Localization;

/// <summary>The one type that writes every time that a person sees.</summary>
public sealed partial class WhenTests
{
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];
    private static readonly DateTimeZone Budapest = DateTimeZoneProviders.Tzdb["Europe/Budapest"];

    // The language itself, and the lists by which an outbox recognizes other texts.
    private static readonly string[] Allowed = ["DateTexts.cs", "When.cs", "TextTraits.cs"];

    [Test]
    public void A_time_has_date_hours_zone_and_the_organizer_s_hours()
    {
        var when = Create("en", new(2027, 4, 15, 13, 0), Duration.FromHours(2), London, Budapest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((when.Month, when.Day), Is.EqualTo(("April", "15")));
            Assert.That(when.Date, Is.EqualTo("Thursday 15 April 2027"));
            Assert.That(when.Hours, Is.EqualTo("13:00–15:00"));
            Assert.That(when.Zone, Is.EqualTo("British Summer Time, UTC+1"));
            Assert.That(when.Line, Is.EqualTo("Thursday 15 April 2027, 13:00–15:00 (British Summer Time, UTC+1)"));
            Assert.That(when.ShortLine, Is.EqualTo("Thu 15 April, 13:00–15:00"));
            Assert.That(when.DatedHours, Is.EqualTo("Thursday 15 April 2027, 13:00–15:00"));
            Assert.That(when.OrganizerHours, Is.EqualTo("14:00–16:00 (UTC+2)"));
        }
    }

    [Test]
    public void The_organizer_s_hours_have_their_date_where_it_is_another_one() =>
        Assert.That(
            Create("en", new(2027, 4, 15, 23, 30), Duration.FromMinutes(20), London, Budapest).OrganizerHours,
            Is.EqualTo("Fri 16 April, 00:30–00:50 (UTC+2)"));

    [TestCase("Europe/Rome")]
    [TestCase("Europe/Budapest")]
    public void Clocks_that_show_the_same_are_not_named_twice(string organizer) =>
        Assert.That(
            Create("hu", new(2027, 4, 15, 9, 0), Duration.FromHours(1), Budapest, DateTimeZoneProviders.Tzdb[organizer]).OrganizerHours,
            Is.Null);

    [Test]
    public void An_end_on_another_day_has_its_date_and_a_clock_change_both_zones()
    {
        var night = Create("en", new(2020, 10, 24, 23, 30), Duration.FromHours(5), Budapest);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(night.Date, Is.EqualTo("Saturday 24 October 2020 – Sunday 25 October 2020"));
            Assert.That(night.Zone, Is.EqualTo("Central European Summer Time, UTC+2 – Central European Standard Time, UTC+1"));
            Assert.That(night.Offset, Is.EqualTo("UTC+2 – UTC+1"));
            Assert.That(night.Line, Does.Contain("23:30 (Central European Summer Time, UTC+2) – Sunday 25 October 2020, 03:30"));
        }
    }

    [Test]
    public void Times_compare_by_value() =>
        Assert.That(
            Create("de", new(2027, 4, 15, 9, 0), Duration.FromHours(1), London, Budapest),
            Is.EqualTo(Create("de", new(2027, 4, 15, 9, 0), Duration.FromHours(1), London, Budapest)));

    // A place that writes its own times soon forgets the weekday, the year or the zone.
    [Test]
    public void Nothing_else_writes_hours()
    {
        var sources = new[] { "src", "samples" }.SelectMany(static folder => new[] { "*.cs", "*.razor" }.SelectMany(
                pattern => Directory.GetFiles(Repository.File(folder), pattern, SearchOption.AllDirectories)))
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            .Where(static file => !Allowed.Contains(Path.GetFileName(file)))
            .ToList();

        Assert.That(sources, Has.Count.GreaterThan(300));
        Assert.That(
            sources.SelectMany(static file =>
                Hours().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match}")),
            Is.Empty,
            "take the time from When");
    }

    private static When Create(string language, LocalDateTime start, Duration duration, DateTimeZone zone, DateTimeZone? organizer = null)
    {
        var first = start.InZoneStrictly(zone);
        return When.Create(DateTexts.ForLanguage(language), first, first + duration, organizer);
    }

    [GeneratedRegex(@"\b[Dd]ates\.(Time|TimeRange|When|ScheduleDate)\(")]
    private static partial Regex Hours();
}
