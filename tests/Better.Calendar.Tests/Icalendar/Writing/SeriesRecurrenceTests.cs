using Better.Calendar.Tests.TimeZones;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Better.Calendar.Tests.Icalendar.Writing;

/// <summary>The recurring form: Ical.Net expands what is written, and NodaTime says when the workshops are.</summary>
public sealed class SeriesRecurrenceTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 9, 1, 8, 0);

    [Test]
    public void A_zone_whose_law_changes_gets_the_observances_that_the_rule_needs()
    {
        var series = Weekly("America/Havana", new(2027, 10, 29, 10, 0), 3);

        var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At);

        Assert.That(file.ToString(), Does.Contain("DTSTART;TZID=America/Havana:20271029T100000"));
        Assert.That(file.ZoneEncodings.Single().Encoding, Is.Not.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(Recurring.Expand(file), Is.EqualTo(Recurring.Expected(series)));
    }

    [Test]
    public void In_every_zone_a_weekly_series_is_written_right_or_refused_with_the_reason_and_the_workshop()
    {
        var (written, refused) = (0, new List<string>());
        foreach (var zone in EveryZone.All)
        {
            foreach (var series in Recurring.AroundChanges(zone))
            {
                try
                {
                    var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At);
                    Assert.That(Recurring.Expand(file), Is.EqualTo(Recurring.Expected(series)), $"{zone.Id}\n{file}");
                    written++;
                }
                catch (InvalidSeriesException problem)
                {
                    Assert.That(problem.Message, Does.Match("because .+ \\(workshop \\w+\\); send one email per workshop"));
                    refused.Add($"{zone.Id} {series.Workshops[0].Start}: {problem.Message}");
                }
            }
        }

        TestContext.Out.WriteLine($"{written} written, {refused.Count} refused\n{string.Join("\n", refused)}");
        Assert.That(written, Is.GreaterThan(1_500));
        Assert.That(refused, Has.Count.LessThan(written / 50));
    }

    [TestCase(1, 30, "comes twice")]
    [TestCase(0, 30, "ends at 2027-11-07 01:00, a time that comes twice")]
    public void A_series_that_starts_or_ends_in_the_hour_that_comes_twice_is_refused(int hour, int minute, string reason)
    {
        var series = Weekly("America/New_York", new(2027, 11, 7, hour, minute), 3) is var weekly && hour == 1
            ? weekly with { Workshops = [weekly.Workshops[0] with { AmbiguousTime = AmbiguousTime.Earlier }, .. weekly.Workshops.Skip(1)] }
            : weekly;

        Assert.That(
            () => WorkshopCalendar.RequestSeries(series, series.Participants[0], At),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain(reason).And.Message.Contain("workshop 1"));
    }

    [Test]
    public void A_workshop_that_ends_in_the_hour_that_comes_twice_is_written_in_UTC()
    {
        var series = Weekly("America/New_York", new(2027, 10, 31, 0, 30), 3);

        var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At);

        Assert.That(
            file.ToString(),
            Does.Contain("RECURRENCE-ID;TZID=America/New_York:20271107T003000").And.Contain("DTSTART:20271107T043000Z"));
        Assert.That(Recurring.Expand(file), Is.EqualTo(Recurring.Expected(series)));
    }

    [Test]
    public void A_workshop_during_which_the_clocks_change_has_its_own_end()
    {
        var series = Weekly("Europe/Budapest", new(2027, 10, 30, 10, 0), 3, Duration.FromHours(24));

        var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At);

        Assert.That(file.ToString().Split("RECURRENCE-ID"), Has.Length.EqualTo(3), "the other two differ from the first by the clock");
        Assert.That(Recurring.Expand(file), Is.EqualTo(Recurring.Expected(series)));
    }

    [Test]
    public void Workshops_that_differ_by_their_dates_alone_have_no_overrides()
    {
        var series = Weekly("Europe/Budapest", new(2027, 4, 14, 9, 0), 4);

        var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At).ToString();

        Assert.That(file, Does.Not.Contain("RECURRENCE-ID"));
        Assert.That(file, Does.Contain("SUMMARY:Yoga").And.Contain("URL:https://meet.example/spring").And.Contain("COUNT=4"));
        Assert.That(file.Replace("\r\n ", "", StringComparison.Ordinal), Does.Not.Contain("Date and time"), "the master is for all dates");
    }

    [Test]
    public void Only_the_workshop_that_differs_has_an_override()
    {
        var weekly = Weekly("Europe/Budapest", new(2027, 4, 14, 9, 0), 4);
        var series = weekly with
        {
            Workshops =
            [
                weekly.Workshops[0], weekly.Workshops[1] with { Title = "Yoga with a guest" },
                weekly.Workshops[2], weekly.Workshops[3],
            ],
        };

        var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At).ToString();

        Assert.That(file.Split("RECURRENCE-ID"), Has.Length.EqualTo(2));
        Assert.That(file, Does.Contain("RECURRENCE-ID;TZID=Europe/Budapest:20270421T090000"));
        Assert.That(file, Does.Contain("SUMMARY:Yoga with a guest"));
    }

    [Test]
    public void Weeks_without_a_workshop_and_cancelled_workshops_are_left_out()
    {
        var weekly = Weekly("Europe/Budapest", new(2027, 4, 14, 9, 0), 5);
        var series = weekly with
        {
            Workshops =
            [
                weekly.Workshops[0], weekly.Workshops[1], weekly.Workshops[3],
                weekly.Workshops[4] with { Status = WorkshopStatus.Cancelled }, Later(weekly.Workshops[4], 7),
            ],
        };

        var file = WorkshopCalendar.RequestSeries(series, series.Participants[0], At);

        Assert.That(
            file.ToString().Split("\r\n").Where(static line => line.StartsWith("EXDATE", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "EXDATE;TZID=Europe/Budapest:20270428T090000", "EXDATE;TZID=Europe/Budapest:20270512T090000" }));
        Assert.That(Recurring.Expand(file), Is.EqualTo(Recurring.Expected(series)));
    }

    [Test]
    public void Every_event_says_when_it_was_last_modified()
    {
        foreach (var file in new[]
        {
            WorkshopCalendar.RequestSeries(Samples.Better(), Samples.Better().Participants[0], Samples.Announced),
            WorkshopCalendar.Request(
                Samples.Better(), Samples.Better().Workshops[0], Samples.Better().Participants[0], Samples.Announced),
            WorkshopCalendar.Publish(Samples.Better(), "en", Samples.Announced),
        })
        {
            var events = file.ToString().Split("BEGIN:VEVENT").Skip(1).ToList();

            Assert.That(events, Has.All.Contain("\r\nDTSTAMP:20200520T080000Z\r\n"));
            Assert.That(events, Has.All.Contain("\r\nLAST-MODIFIED:20200520T080000Z\r\n"));
        }
    }

    private static WorkshopSeries Weekly(string zone, LocalDateTime first, int count, Duration? duration = null) =>
        Recurring.Weekly(zone, first, count, duration);

    private static Workshop Later(Workshop workshop, int days) =>
        workshop with { Id = workshop.Id + "b", Start = workshop.Start.PlusDays(days) };
}

/// <summary>Series that are one recurring event, and what Ical.Net and NodaTime say about them.</summary>
internal static class Recurring
{
    /// <summary>A weekly series whose workshops differ by their dates alone.</summary>
    public static WorkshopSeries Weekly(string zone, LocalDateTime first, int count, Duration? duration = null)
    {
        var workshop = Samples.Workshop("1") with { Title = "Yoga", Start = first, Duration = duration ?? Duration.FromMinutes(90) };
        return Samples.Small() with
        {
            Zone = zone,
            Workshops = [.. Enumerable.Range(0, count).Select(i => workshop with { Id = $"{i + 1}", Start = first.PlusDays(7 * i) })],
        };
    }

    /// <summary>Weekly series in a zone: across the clock changes of 2027, at three hours, as far as all starts exist once.</summary>
    public static IEnumerable<WorkshopSeries> AroundChanges(DateTimeZone zone)
    {
        var changes = zone.GetZoneIntervals(Instant.FromUtc(2026, 12, 1, 0, 0), Instant.FromUtc(2027, 12, 31, 0, 0))
            .Skip(1)
            .Select(static interval => interval.Start.InUtc().Date)
            .DefaultIfEmpty(new LocalDate(2027, 6, 16));
        return from change in changes
               from hour in new[] { 0, 10, 23 }
               let series = Weekly(zone.Id, change.PlusDays(-9).At(new LocalTime(hour, 15)), 4)
               where series.Workshops.All(workshop => zone.MapLocal(workshop.Start).Count == 1)
               select series;
    }

    /// <summary>When the workshops that take place start and end.</summary>
    public static List<(Instant Start, Instant End)> Expected(WorkshopSeries series) =>
    [
        .. from workshop in series.Workshops
           where workshop.Status != WorkshopStatus.Cancelled
           let start = series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant()
           orderby start
           select (start, start + workshop.Duration),
    ];

    /// <summary>When the occurrences start and end, as Ical.Net expands the file.</summary>
    public static List<(Instant Start, Instant End)> Expand(IcsFile file) =>
    [
        .. Ical.Net.Calendar.Load(file.ToString())!.GetOccurrences<CalendarEvent>()
            .Where(static occurrence => ((CalendarEvent)occurrence.Source).Status != EventStatus.Cancelled)
            .Select(static occurrence => (ToInstant(occurrence.Period.StartTime), ToInstant(occurrence.Period.EffectiveEndTime!)))
            .Order(),
    ];

    private static Instant ToInstant(CalDateTime time) => Instant.FromDateTimeUtc(time.AsUtc);
}
