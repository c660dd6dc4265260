using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>How emails are written; the defaults fit most hosts.</summary>
public sealed record InvitationOptions
{
    /// <summary>Where time zones come from. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init => field = ArgumentGuard.NotNull(value, nameof(Zones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>Which name of a renamed time zone is written: old clients do not know <c>Europe/Kyiv</c>. Default: the old one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public RenamedZoneIds RenamedZoneIds { get; init => field = ArgumentGuard.Defined(value, nameof(RenamedZoneIds)); } = RenamedZoneIds.Old;

    /// <summary>The sentences for a language tag. Default: <see cref="InvitationTexts.ForLanguage"/>; give your own to change or add some.</summary>
    public Func<string, InvitationTexts> Texts { get; init => field = ArgumentGuard.NotNull(value, nameof(Texts)); } = InvitationTexts.ForLanguage;

    /// <summary>One email per workshop, or one recurring event. Default: one email per workshop.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public SchedulingMode SchedulingMode { get; init => field = ArgumentGuard.Defined(value, nameof(SchedulingMode)); } = SchedulingMode.EventPerWorkshop;

    /// <summary>What participants see of each other. Default: nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public AttendeePrivacy Privacy { get; init => field = ArgumentGuard.Defined(value, nameof(Privacy)); } = AttendeePrivacy.RecipientOnly;

    /// <summary>Whether participants may propose another time (COUNTER) from Outlook and Thunderbird. Default: false.</summary>
    public bool AllowsProposals { get; init; }

    /// <summary>Unguessable reply addresses. Default: null, all answers go to the organizer's plain address.</summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>
    /// Where a participant answers for a workshop on a page of the host's (null: she has none); invitations and updates tell it
    /// beside the buttons. Whoever has the address can answer, so make it with a token of <see cref="Better.Calendar.ReplyTokens"/> under a key
    /// of its own: a reply address goes into address books. Default: null, emails tell no page.
    /// </summary>
    public Func<WorkshopSeries, Workshop, Participant, Uri?>? RsvpPage { get; init; }

    /// <summary>Colors, logo and footer. Default: blue, none, none.</summary>
    public EmailTheme Theme { get; init => field = ArgumentGuard.NotNull(value, nameof(Theme)); } = new();

    /// <summary>Where the series' .ics file can be had; overview emails link it. Default: null, they have it attached.</summary>
    /// <exception cref="ArgumentException">It is not an absolute web address.</exception>
    public Uri? CalendarFileUrl { get; init => field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(CalendarFileUrl)); }

    /// <summary>
    /// Bodies of the host's own, from the same facts; null for an email that shall have ours. The calendar part stays ours.
    /// The same facts must give the same bodies. Default: null, all emails have ours.
    /// </summary>
    public Func<EmailContent, EmailBodies?>? CustomBodies { get; init; }
}
