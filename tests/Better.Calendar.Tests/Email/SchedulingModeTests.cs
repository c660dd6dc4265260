using NodaTime;

namespace Better.Calendar.Tests.Email;

public sealed class SchedulingModeTests
{
    private static readonly InvitationComposer Composer = new(new() { SchedulingMode = SchedulingMode.RecurringEvent });

    [Test]
    public void A_daily_series_is_one_email_with_one_recurring_event()
    {
        var emails = Composer.ComposeAll(Samples.Better(), Samples.Announced).ToList();

        Assert.That(emails, Has.Count.EqualTo(5));
        Approved.Bytes(emails[2].Calendar!.Bytes, "recurring.ics");
    }

    [Test]
    public void A_weekly_series_and_one_every_second_week_have_their_rules()
    {
        Assert.That(Rule(Every(7)), Is.EqualTo("FREQ=WEEKLY;COUNT=3"));
        Assert.That(Rule(Every(14)), Is.EqualTo("FREQ=WEEKLY;INTERVAL=2;COUNT=3"));
    }

    [Test]
    public void The_email_says_that_one_response_counts_for_all_workshops() =>
        Assert.That(Composer.ComposeAll(Samples.Better(), Samples.Announced)
            .First(email => email.Language == "en").Text, Does.Contain("Your response counts for all workshops"));

    [TestCase("the days between the workshops differ")]
    [TestCase("starts at another time of day")]
    [TestCase("takes another time")]
    [TestCase("is in another time zone")]
    [TestCase("3 days apart")]
    [TestCase("one workshop only")]
    public void An_irregular_series_is_refused_with_the_reason(string reason)
    {
        var better = Samples.Better();
        var last = better.Workshops[2];
        var series = reason switch
        {
            "the days between the workshops differ" => With(better, last with { Start = last.Start.PlusDays(1) }),
            "starts at another time of day" => With(better, last with { Start = last.Start.PlusHours(1) }),
            "takes another time" => With(better, last with { Duration = Duration.FromHours(1) }),
            "is in another time zone" => With(better, last with { Zone = "Europe/London" }),
            "3 days apart" => Every(3),
            _ => better with { Workshops = [last] },
        };

        Assert.That(() => Composer.ComposeAll(series, Samples.Announced)
            .ToList(), Throws.TypeOf<InvalidSeriesException>().With.Message.Contain(reason).And.Message.Contain("one email per workshop"));
    }

    [Test]
    public void A_participant_who_is_not_invited_to_all_workshops_is_refused()
    {
        var better = Samples.Better();
        var series = better with { Participants = [better.Participants[0] with { Workshops = ["1", "3"] }] };

        Assert.That(() => Composer.ComposeAll(series, Samples.Announced)
            .ToList(), Throws.ArgumentException.With.Message.Contain("not invited to all workshops"));
    }

    [Test]
    public void A_cancellation_of_the_whole_series_has_only_the_recurring_event()
    {
        var file = WorkshopCalendar.CancelSeries(Samples.Better(), Samples.Better().Participants[0], Samples.Announced).ToString();

        Assert.That(file.Split("BEGIN:VEVENT"), Has.Length.EqualTo(2));
        Assert.That(file, Does.Contain("METHOD:CANCEL").And.Contain("STATUS:CANCELLED").And.Contain("RRULE:FREQ=DAILY;COUNT=3"));
    }

    private static string Rule(WorkshopSeries series) =>
        WorkshopCalendar.RequestSeries(series, series.Participants[0], Samples.Announced)
            .ToString()
            .Split("\r\n")
            .Last(line => line.StartsWith("RRULE:", StringComparison.Ordinal))["RRULE:".Length..];

    private static WorkshopSeries Every(int days)
    {
        var better = Samples.Better();
        return better with
        {
            Workshops =
            [.. better.Workshops.Select((workshop, i) => workshop with { Start = better.Workshops[0].Start.PlusDays(i * days) })]
        };
    }

    private static WorkshopSeries With(WorkshopSeries series, Workshop last) =>
        series with { Workshops = [.. series.Workshops.Take(2), last] };
}
