using Better.Calendar.Replies;
using NodaTime;

namespace Better.Calendar;

/// <content>Who follows the series by their personal feed.</content>
public sealed partial record Attendance
{
    private readonly Lazy<HashSet<EmailAddress>> feedFollowers;

    /// <summary>
    /// All choices between the personal feed and calendar entries by email, in order of their timestamps; who has never chosen gets entries
    /// by email.
    /// </summary>
    public ValueList<FeedChoice> FeedChoices { get; }

    /// <summary>
    /// Whether a participant follows the series by their personal feed (<see cref="WorkshopCalendar.PublishFor"/>), and so wants no
    /// calendar entries by email.
    /// </summary>
    /// <param name="email">Their address.</param>
    public bool FollowsFeed(EmailAddress email)
    {
        ArgumentNullException.ThrowIfNull(email);
        return feedFollowers.Value.Contains(email);
    }

    /// <summary>
    /// Returns this attendance with what a participant has chosen on the host's page for all workshops: to follow by their personal feed,
    /// or to get calendar entries by email. Plans in <see cref="SchedulingMode.CourseEmail"/> obey it.
    /// </summary>
    /// <remarks>
    /// It counts at once, and over an earlier choice whose timestamp is too high. Choosing the same again changes nothing. What an email
    /// has put into their calendar before stays there, and emails keep it right.
    /// </remarks>
    /// <param name="participant">Who chooses.</param>
    /// <param name="followsFeed">Whether they follow by the feed; false: they get entries by email, as at first.</param>
    /// <param name="at">When they chose.</param>
    public Attendance WithFeedChoice(Participant participant, bool followsFeed, Instant at)
    {
        ArgumentNullException.ThrowIfNull(participant);
        if (FollowsFeed(participant.Email) == followsFeed)
        {
            return this;
        }

        var last = FeedChoices.LastOrDefault(choice => choice.Email == participant.Email);
        var choice = new FeedChoice
        {
            Email = participant.Email,
            FollowsFeed = followsFeed,
            Timestamp = last is not null && last.Timestamp >= at ? last.Timestamp + Duration.Epsilon : at,
        };
        return new(Entries, Bounces, Proposals, AttendanceComparers.MergeSorted(FeedChoices, [choice], AttendanceComparers.FeedChoices));
    }

    private static HashSet<EmailAddress> FindFeedFollowers(ValueList<FeedChoice> choices)
    {
        var followers = new HashSet<EmailAddress>();
        foreach (var choice in choices)
        {
            _ = choice.FollowsFeed ? followers.Add(choice.Email) : followers.Remove(choice.Email);
        }

        return followers;
    }
}
