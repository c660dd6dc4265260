using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>How <see cref="InvitationComposer"/> writes emails. The defaults fit most hosts.</summary>
public sealed record InvitationOptions
{
    /// <summary>The time zone rules. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init => field = ArgumentGuard.NotNull(value, nameof(Zones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>Which id of a renamed time zone is written; old clients do not know <c>Europe/Kyiv</c>. Default: the old id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public RenamedZoneIds RenamedZoneIds { get; init => field = ArgumentGuard.Defined(value, nameof(RenamedZoneIds)); } =
        RenamedZoneIds.Old;

    /// <summary>
    /// Gives the texts for a language tag (BCP 47). Default: <see cref="InvitationTexts.ForLanguage"/>; give your own function to change
    /// texts or add a language.
    /// </summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } =
        InvitationTexts.ForLanguage;

    /// <summary>
    /// Whether each workshop is an event of its own, or the series is one recurring event. Default: one event per workshop.
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

    /// <summary>Makes an unguessable reply address for each email. Default: null, all replies go to the organizer's own address.</summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>
    /// Gives the address of the host's RSVP page for a participant and a workshop, or null if there is no page for them. Invitations and
    /// updates show the address beside the response buttons. Whoever has the address can respond, so put a token of
    /// <see cref="Better.Calendar.ReplyTokens"/> into it, made with another key than the reply addresses, because those end up in address
    /// books. Default: null, emails show no page.
    /// </summary>
    public Func<WorkshopSeries, Workshop, Participant, Uri?>? RsvpPage { get; init; }

    /// <summary>Color, logo and footer. Default: blue, no logo, no footer.</summary>
    public EmailTheme Theme { get; init => field = ArgumentGuard.NotNull(value, nameof(Theme)); } = new();

    /// <summary>
    /// The web address of the series' .ics file, which overview emails link to. Default: null, they have the file attached.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https address.</exception>
    public Uri? CalendarFileUrl
    {
        get; init =>
        field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(CalendarFileUrl));
    }

    /// <summary>
    /// Writes the host's own bodies from an email's content, or gives null to use the library's bodies for that email. The calendar part
    /// is always the library's. The same content must give the same bodies. Default: null, all emails have the library's bodies.
    /// </summary>
    public Func<EmailContent, EmailBodies?>? CustomBodies { get; init; }
}

/// <summary>How a series is put into participants' calendars.</summary>
public enum SchedulingMode
{
    /// <summary>
    /// One email and one event for each workshop. Each is answered, moved and cancelled separately, and every mail program
    /// shows it correctly. The right choice for almost all series.
    /// </summary>
    EventPerWorkshop,

    /// <summary>
    /// One email with one recurring event (RRULE) for the whole series. The workshops must follow each other daily or weekly at the
    /// same time of day. One response counts for all of them, no workshop can be moved or cancelled alone, and everybody is invited to all.
    /// </summary>
    RecurringEvent,
}
