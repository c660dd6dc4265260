using System.Text.RegularExpressions;
using Better.Calendar.Testing;

namespace Better.Calendar.Tests.Lives;

/// <summary>
/// Random lives of a series: whatever is edited and responded, and however the mail goes, everybody sees the same at the end.
/// </summary>
[Category(TestScale.Slow)]
public sealed partial class LivesTests
{
    [Test]
    public void Everybody_sees_the_same_after_any_life_of_a_series() =>
        Portion.Run(static random => AssertHolds(Life.Random(random)), slice: 300, whole: 20_000, firstSeed: 1, seconds: 600);

    [Test]
    public void Everybody_sees_the_same_after_any_life_of_a_recurring_event() =>
        Portion.Run(static random => AssertHolds(Life.RandomRecurring(random)), slice: 200, whole: 4_000, firstSeed: 1, seconds: 300);

    [Test]
    public void Everybody_sees_the_same_after_any_life_of_a_course() =>
        Portion.Run(static random => AssertHolds(Life.RandomCourse(random)), slice: 200, whole: 4_000, firstSeed: 1, seconds: 300);

    [Test]
    public void A_wrong_time_in_a_calendar_part_is_found_and_the_life_is_told_shortened()
    {
        var life = Enumerable.Range(0, 100).Select(static seed => Life.Random(new Random(seed))).First(static one => one.Steps.Count > 15);

        var failed = Shorten(life, MoveEnd);

        Assert.That(failed.Problems, Has.Some.Contains("the text does not say"));
        Assert.That(failed.Story, Does.Contain("people are invited to").And.Contain("Email 1, Invitation"));
        Assert.That(failed.Story.Split('\n'), Has.Length.LessThan(LifeRun.Play(life, MoveEnd).Story.Split('\n').Length));

        // The calendar part ends at another minute than the text says.
        static string MoveEnd(string calendar) => EndMinute().Replace(calendar, "${1}59");
    }

    [Test]
    public void A_calendar_that_differs_from_the_series_is_found()
    {
        var life = new Life(1, 1, [.. Enumerable.Repeat(SimulatedClient.Cyrus, Life.MaxPeople)], new(), [new(StepKind.Arrive, 0, 0, 0)]);

        var run = LifeProof.Check(
            life, static calendar => calendar.Replace("STATUS:CONFIRMED", "STATUS:TENTATIVE", StringComparison.Ordinal));

        Assert.That(run.Problems, Has.Some.Contains("the series says Confirmed").And.Some.Contains("but not in the text"));
    }

    [Test]
    public void A_recurring_event_that_differs_from_the_series_or_the_attendance_is_found()
    {
        var life = new Life(3, 1, [.. Enumerable.Repeat(SimulatedClient.Cyrus, Life.MaxPeople)], new(), [new(StepKind.Arrive, 0, 0, 0)])
        {
            Mode = SchedulingMode.RecurringEvent,
            HasOneTitle = true,
        };

        Assert.That(LifeProof.Check(life).Problems, Is.Empty);
        Assert.That(
            LifeProof.Check(life, static calendar => calendar.Replace("COUNT=3", "COUNT=2", StringComparison.Ordinal)).Problems,
            Has.Some.Contains("the series says"));
        Assert.That(
            LifeProof.Check(life, Accept).Problems,
            Has.Some.Contains("and the attendance no response").And.Some.Contains("has the response Accepted to 0 in the calendar"));

        static string Accept(string calendar) =>
            ParsedEvent.Unfold(calendar).Replace("NEEDS-ACTION;RSVP=TRUE", "ACCEPTED", StringComparison.Ordinal);
    }

    [Test]
    public void A_confirmation_in_the_life_of_a_course_that_carries_another_response_is_found()
    {
        // The first person accepts on the page, and the organizer plans again.
        var life = new Life(
            2, 1, [.. Enumerable.Repeat(SimulatedClient.Cyrus, Life.MaxPeople)], new(), [new(StepKind.RespondOnPage, 0, 0, 0)])
        {
            Mode = SchedulingMode.CourseEmail,
        };

        var run = LifeProof.Check(life);

        Assert.That(run.Problems, Is.Empty);
        Assert.That(run.Story, Does.Contain("Invitation about the course").And.Contain("Confirmation of spring.0@host.example"));
        Assert.That(run.People[0].Calendar.Events.Select(static one => one.Response), Is.EqualTo([ParticipationStatus.Accepted]));
        Assert.That(
            LifeProof.Check(life, static calendar => calendar.Replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED", StringComparison.Ordinal))
                .Problems,
            Has.Some.Contains("has the response Declined in the calendar and Accepted in the attendance"));
    }

    [Test]
    public void A_follower_of_the_feed_in_the_life_of_a_course_has_no_entry_and_is_asked_by_email_when_it_moves()
    {
        // The first person chooses the feed, and accepts on the page; then a workshop moves.
        var life = new Life(
            2,
            1,
            [.. Enumerable.Repeat(SimulatedClient.Cyrus, Life.MaxPeople)],
            new(),
            [new(StepKind.ChooseFeed, 0, 1, 0), new(StepKind.RespondOnPage, 0, 0, 0), new(StepKind.Edit, 0, 0, 0)])
        {
            Mode = SchedulingMode.CourseEmail,
        };

        var run = LifeProof.Check(life);

        Assert.That(run.Problems, Is.Empty, run.Story);
        Assert.That(run.People[0].Calendar.Events, Is.Empty);
        Assert.That(run.Story, Does.Contain("follows by the feed").And.Contain("No email about 0").And.Contain("FollowsFeed"));
        Assert.That(run.Story, Does.Contain("Update about the course"));
    }

    private static void AssertHolds(Life life)
    {
        if (LifeProof.Check(life).Problems.Count > 0)
        {
            var failed = Shorten(life);
            Assert.Fail($"{failed.Story}\nAt the end:\n{string.Join("\n", failed.Problems)}");
        }
    }

    /// <summary>Leaves out steps as long as something is still wrong.</summary>
    internal static LifeRun Shorten(Life life, Func<string, string>? tamper = null)
    {
        var failed = LifeProof.Check(life, tamper);
        for (var step = life.Steps.Count - 1; step >= 0; step--)
        {
            var shorter = life.Without(step);
            if (LifeProof.Check(shorter, tamper) is { Problems.Count: > 0 } run)
            {
                (life, failed) = (shorter, run);
            }
        }

        return failed;
    }

    [GeneratedRegex("(DTEND[^:]*:\\d{8}T\\d\\d)\\d\\d")]
    private static partial Regex EndMinute();
}
