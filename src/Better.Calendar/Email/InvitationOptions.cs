using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>How <see cref="InvitationComposer"/> writes emails. The defaults fit most hosts.</summary>
public sealed record InvitationOptions
{
    /// <summary>The time zone rules. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init => field = ArgumentGuard.NotNull(value, nameof(Zones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>Which id of a renamed time zone is written; Nextcloud reads <c>Europe/Kiev</c> as UTC. Default: the current id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public RenamedZoneIds RenamedZoneIds { get; init => field = ArgumentGuard.Defined(value, nameof(RenamedZoneIds)); } =
        RenamedZoneIds.Current;

    /// <summary>
    /// How a time is written about which the law of its zone changed in the last two years, so that clients with an older time zone
    /// database read it differently. Default: in UTC, which all clients read right.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ChangedZoneRules ChangedZoneRules { get; init => field = ArgumentGuard.Defined(value, nameof(ChangedZoneRules)); } =
        ChangedZoneRules.Utc;

    /// <summary>
    /// Gives the texts for a language tag (BCP 47). Default: <see cref="InvitationTexts.ForLanguage"/>; give your own function to change
    /// texts or add a language.
    /// </summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } =
        InvitationTexts.ForLanguage;

    /// <summary>
    /// What emails call a workshop, in the grammar of each language (<see cref="InvitationTexts.WithNoun"/>); sentences that
    /// <see cref="Texts"/> replaces stay as they are. Default: a workshop.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public WorkshopNoun Noun { get; init => field = ArgumentGuard.Defined(value, nameof(Noun)); } = WorkshopNoun.Workshop;

    /// <summary>
    /// How the series is put into calendars by <see cref="InvitationComposer.ComposeAll(WorkshopSeries, Instant)"/>; planned emails say
    /// themselves what they are about. Default: one event per workshop.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public SchedulingMode SchedulingMode { get; init => field = ArgumentGuard.Defined(value, nameof(SchedulingMode)); } =
        SchedulingMode.EventPerWorkshop;

    /// <summary>What participants see of each other. Default: nothing, each sees only themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public AttendeePrivacy Privacy { get; init => field = ArgumentGuard.Defined(value, nameof(Privacy)); } = AttendeePrivacy.RecipientOnly;

    /// <summary>
    /// Whether participants can propose another time from Outlook and Thunderbird (COUNTER, RFC 5546, 3.2.7). Default: false.
    /// </summary>
    public bool AllowsProposals { get; init; }

    /// <summary>
    /// Whether invitations have X-MICROSOFT-SKYPETEAMSMEETINGURL, of which Outlook for the desktop makes a join button for the meeting of
    /// any vendor. Outlook says "Teams" beside it, whatever the platform is. Default: false. Teams and Outlook on the web show a join
    /// button in any case, of X-MICROSOFT-ONLINEMEETINGEXTERNALLINK ([MS-ASCAL] 2.2.2.34).
    /// </summary>
    public bool ShowsOutlookJoinButton { get; init; }

    /// <summary>Makes an unguessable reply address for each email. Default: null, all replies go to the organizer's own address.</summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>
    /// Who the emails are from, if somebody else sends them for the organizer: one of several organizers, or an office. The organizer
    /// stays the ORGANIZER of every event, with the sender as SENT-BY (RFC 5545, 3.2.18), and gets the responses (Reply-To). Default: null,
    /// emails are from the organizer, which is the safest: Outlook ignores SENT-BY, and Google and Nextcloud distrust updates of somebody
    /// else.
    /// </summary>
    public EmailSender? Sender { get; init; }

    /// <summary>
    /// Gives the address of the host's RSVP page for a participant and a workshop, or null if there is no page for them. Invitations,
    /// updates and reminders that ask for a response show the address beside the response buttons, and their calendar entry has it too
    /// (<see cref="ShowsRsvpPageInCalendar"/>). Whoever has the address can respond, so
    /// put a token of
    /// <see cref="Better.Calendar.ReplyTokens"/> into it, made with another key than the reply addresses, because those end up in address
    /// books. Default: null, emails show no page.
    /// </summary>
    public Func<WorkshopSeries, Workshop, Participant, Uri?>? RsvpPage { get; init; }

    /// <summary>
    /// Whether the calendar entry links to the <see cref="RsvpPage"/> as well, in its DESCRIPTION, because weeks later the entry is all
    /// that people have. Whoever gets a forwarded entry gets the link with it, and can respond for the recipient. Default: true.
    /// </summary>
    public bool ShowsRsvpPageInCalendar { get; init; } = true;

    /// <summary>
    /// The domains whose mailboxes Google hosts, beside gmail.com and googlemail.com, such as those of schools and companies. The first
    /// email about an event to such a mailbox says how the event gets into Google Calendar, which adds nothing of a sender that it does not
    /// know. Default: empty.
    /// </summary>
    /// <exception cref="ArgumentException">A value is not a domain name.</exception>
    public ValueList<string> GoogleDomains
    {
        get; init => field = ArgumentGuard.NotNull(value, nameof(GoogleDomains))
            .Select(static domain => HostName.Canonicalize(ArgumentGuard.NotNull(domain, nameof(GoogleDomains)), out var problem)
                ?? throw new ArgumentException(problem, nameof(GoogleDomains)))
            .ToValueList();
    } = [];

    /// <summary>
    /// Gives the address of the host's RSVP page for all workshops of a participant, which <see cref="SchedulingMode.CourseEmail"/> needs.
    /// It must be as secret as that of <see cref="RsvpPage"/>: <see cref="Better.Calendar.ReplyTokens"/> makes a token for the whole series
    /// if no workshop is given. Default: null, and an email that asks about the whole course is refused.
    /// </summary>
    public Func<WorkshopSeries, Participant, Uri?>? CoursePage { get; init; }

    /// <summary>Color, logo and footer. Default: blue, no logo, no footer.</summary>
    public EmailTheme Theme { get; init => field = ArgumentGuard.NotNull(value, nameof(Theme)); } = new();

    /// <summary>
    /// The web address of the series' feed, which overview emails link to, for a calendar of its own. Default: null, there is no link. The
    /// file is never attached: calendars that import it lose the invitations to the same events, or show them twice.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https address.</exception>
    public Uri? CalendarFileUrl
    {
        get; init =>
        field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(CalendarFileUrl));
    }

    /// <summary>
    /// The web address of the schedule page or the feed of the series, which every event links to: an event says nothing about the other
    /// workshops, because they may move. Default: null, events have no such link.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https address.</exception>
    public Uri? SchedulePage
    {
        get; init =>
        field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(SchedulePage));
    }

    /// <summary>
    /// Gives the properties of the host's own in the calendar event of a workshop, which the library escapes and folds. The same series and
    /// workshop must give the same properties: they are in the emails of all participants. Default: null, there are none.
    /// </summary>
    public Func<WorkshopSeries, Workshop, IEnumerable<EventProperty>>? EventProperties { get; init; }

    /// <summary>
    /// Writes the host's own bodies from an email's content, or gives null to use the library's bodies for that email. The calendar part
    /// is always the library's. The same content must give the same bodies. Default: null, all emails have the library's bodies.
    /// </summary>
    public Func<EmailContent, EmailBodies?>? CustomBodies { get; init; }
}
