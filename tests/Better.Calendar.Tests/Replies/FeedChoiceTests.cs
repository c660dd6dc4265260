using NodaTime;

namespace Better.Calendar.Tests.Replies;

/// <summary>Who follows by their personal feed is kept in the attendance, by its rules.</summary>
public sealed class FeedChoiceTests
{
    private static readonly WorkshopSeries Series = Samples.Better();
    private static readonly Participant Kadri = Series.Participants[1];
    private static readonly Participant Olivia = Series.Participants[2];
    private static readonly Instant At = Samples.Announced;

    [Test]
    public void The_latest_choice_counts_and_the_same_one_again_changes_nothing()
    {
        var chosen = Attendance.Empty.WithFeedChoice(Kadri, followsFeed: true, At);
        var unset = chosen.WithFeedChoice(Kadri, followsFeed: false, At + Duration.FromHours(1));

        Assert.That((chosen.FollowsFeed(Kadri.Email), chosen.FollowsFeed(Olivia.Email)), Is.EqualTo((true, false)));
        Assert.That((unset.FollowsFeed(Kadri.Email), unset.FeedChoices.Count), Is.EqualTo((false, 2)));
        Assert.That(chosen.WithFeedChoice(Kadri, followsFeed: true, At + Duration.FromHours(1)), Is.SameAs(chosen));
        Assert.That(Attendance.Empty.WithFeedChoice(Kadri, followsFeed: false, At), Is.SameAs(Attendance.Empty));
    }

    [Test]
    public void A_choice_counts_over_one_whose_clock_was_ahead()
    {
        var chosen = Attendance.Empty.WithFeedChoice(Kadri, followsFeed: true, At + Duration.FromDays(1));

        Assert.That(chosen.WithFeedChoice(Kadri, followsFeed: false, At).FollowsFeed(Kadri.Email), Is.False);
    }

    [Test]
    public void The_responses_of_a_plan_carry_it()
    {
        var attendance = Attendance.Empty
            .WithRsvpPageResponse(Series, Series.Workshops[0], Kadri, ParticipationStatus.Accepted, At)
            .WithRsvpPageResponse(Series, Series.Workshops[0], Olivia, ParticipationStatus.Accepted, At)
            .WithFeedChoice(Kadri, followsFeed: true, At);

        Assert.That(
            attendance.Responses.Select(static one => (one.Email, one.FollowsFeed)),
            Is.EquivalentTo(new[] { (Kadri.Email, true), (Olivia.Email, false) }));
    }

    [Test]
    public void The_document_keeps_it_and_has_nothing_of_it_if_nobody_chose()
    {
        var attendance = Attendance.Empty
            .WithRsvpPageResponse(Series, Series.Workshops[0], Kadri, ParticipationStatus.Accepted, At);
        var chosen = attendance
            .WithFeedChoice(Kadri, followsFeed: true, At)
            .WithFeedChoice(Olivia, followsFeed: true, At)
            .WithFeedChoice(Olivia, followsFeed: false, At + Duration.FromHours(1));
        var json = AttendanceDocument.Write(chosen);

        Assert.That(AttendanceDocument.Write(attendance), Does.Not.Contain("feedChoices"));
        Assert.That(json, Does.Contain("\"calendar\": \"feed\"").And.Contain("\"calendar\": \"email\""));
        Assert.That(AttendanceDocument.Read(json), Is.EqualTo(chosen));
        Assert.That(AttendanceDocument.Write(AttendanceDocument.Read(json)), Is.EqualTo(json));
        Assert.That(
            () => AttendanceDocument.Read(json.Replace("\"feed\"", "\"paper\"", StringComparison.Ordinal)),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("feedChoices[0].calendar")
                .And.Message.Contain("should be feed or email"));
    }

    [Test]
    public void Choices_are_merged_in_any_order_and_forgotten_with_the_person()
    {
        var first = Attendance.Empty.WithFeedChoice(Kadri, followsFeed: true, At);
        var later = first.WithFeedChoice(Kadri, followsFeed: false, At + Duration.FromHours(1));
        var other = Attendance.Empty.WithFeedChoice(Olivia, followsFeed: true, At);

        Assert.That(first.Merge(later).Merge(other), Is.EqualTo(other.Merge(later).Merge(first)));
        Assert.That(first.Merge(later).FollowsFeed(Kadri.Email), Is.False);
        Assert.That(first, Is.Not.EqualTo(Attendance.Empty));
        Assert.That(first.Merge(other).Forget(Kadri.Email), Is.EqualTo(other));

        // Replies and confirmations keep it.
        var replied = first.WithRsvpPageResponse(Series, Series.Workshops[0], Kadri, ParticipationStatus.Accepted, At);
        Assert.That(replied.Confirm(replied.Entries[0]).FollowsFeed(Kadri.Email));
    }
}
