using Better.Calendar;
using Better.Calendar.AspNetCore;
using NodaTime;

namespace WebHost;

/// <summary>The RSVP page of one participant for all their workshops, in their language and time zone.</summary>
public sealed class CourseView(
    WorkshopSeries series, Participant participant, Attendance attendance, InvitationOptions options, Instant now)
{
    /// <summary>The field that says that the page has offered the choice, because a box that is not ticked sends nothing.</summary>
    public const string FeedOfferField = "feed-offer";

    /// <summary>The field of the choice.</summary>
    public const string FeedField = "feed";

    public InvitationTexts Texts { get; } = options.Texts(series.LanguageOf(participant));

    public RsvpErrorTexts ErrorTexts => RsvpErrorTexts.ForLanguage(Texts.Language);

    public SiteTexts SiteTexts => SiteTexts.ForLanguage(Texts.Language);

    /// <summary>Names the participant, because emails are forwarded. The name keeps its own text direction (U+2068, U+2069).</summary>
    public string Greeting => Texts.Format(TextKey.Greeting, ("name", $"\u2068{participant.Name}\u2069"));

    public PageText Series => PageText.Create(series.Title, series, Texts);

    /// <summary>The workshops of the participant, in the order of the schedule.</summary>
    public IReadOnlyList<CourseRow> Rows =>
        field ??= [.. series.WorkshopsOf(participant).Select(workshop => new CourseRow(
            PageText.Create(workshop.Title, series, Texts),
            new RsvpView(series, participant, workshop, attendance.Find(participant.Email, workshop.Id), options, now),
            workshop.Id))];

    /// <summary>Whether the participant can respond to a workshop.</summary>
    public bool IsOpen => Rows.Any(static row => row.View.State == RsvpState.Open);

    /// <summary>
    /// The addresses that subscribe to the participant's personal feed, instead of getting calendar entries by email. None if the page
    /// offers no choice: the series asks in another way, or what they have chosen before is not known.
    /// </summary>
    public IReadOnlyList<CalendarLink> Subscriptions { get; init; } = [];

    /// <summary>Whether the participant has chosen to follow by their personal feed.</summary>
    public bool FollowsFeed => attendance.FollowsFeed(participant.Email);

    /// <summary>A sentence about what went wrong; null if nothing did.</summary>
    public string? Alert { get; init; }
}

/// <summary>A workshop on the RSVP page for all workshops.</summary>
/// <param name="Title">Its title.</param>
/// <param name="View">What the page of that workshop alone shows.</param>
/// <param name="Id">The id of the workshop, which its fields of the form are named by.</param>
public sealed record CourseRow(PageText Title, RsvpView View, string Id)
{
    /// <summary>The field that says which version of the workshop was shown.</summary>
    public string SequenceField => $"sequence-{Id}";

    /// <summary>The field with the response.</summary>
    public string ResponseField => $"response-{Id}";
}
