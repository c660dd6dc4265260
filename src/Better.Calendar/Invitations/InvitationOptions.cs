using Better.Calendar.Ics;
using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>How letters are written; the defaults fit most hosts.</summary>
public sealed record InvitationOptions
{
    /// <summary>Where time zones come from. Default: NodaTime's TZDB.</summary>
    public IDateTimeZoneProvider Zones { get; init => field = ArgumentGuard.NotNull(value, nameof(Zones)); } = DateTimeZoneProviders.Tzdb;

    /// <summary>Which name of a renamed time zone is written: old clients do not know <c>Europe/Kyiv</c>. Default: the old one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public ZoneNames ZoneNames { get; init => field = ArgumentGuard.Defined(value, nameof(ZoneNames)); } = ZoneNames.Old;

    /// <summary>The sentences for a language tag. Default: <see cref="InvitationWording.For"/>; give your own to change or add some.</summary>
    public Func<string, InvitationWording> Wording { get; init => field = ArgumentGuard.NotNull(value, nameof(Wording)); } = InvitationWording.For;

    /// <summary>One letter per workshop, or one recurring event. Default: one letter per workshop.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public SeriesForm Form { get; init => field = ArgumentGuard.Defined(value, nameof(Form)); } = SeriesForm.LetterPerWorkshop;

    /// <summary>What participants see of each other. Default: nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value.</exception>
    public AttendeePrivacy Privacy { get; init => field = ArgumentGuard.Defined(value, nameof(Privacy)); } = AttendeePrivacy.OnlyYou;

    /// <summary>Whether participants may propose another time (COUNTER) from Outlook and Thunderbird. Default: false.</summary>
    public bool AllowsProposals { get; init; }

    /// <summary>Unguessable reply addresses. Default: null, all answers go to the organiser's plain address.</summary>
    public ReplyTokens? ReplyTokens { get; init; }

    /// <summary>
    /// Where a participant answers for a workshop on a page of the host's (null: she has none); invitations and updates tell it
    /// beside the buttons. Whoever has the address can answer, so make it with a token of <see cref="Ics.ReplyTokens"/> under a key
    /// of its own: a reply address goes into address books. Default: null, letters tell no page.
    /// </summary>
    public Func<WorkshopSeries, Workshop, Participant, Uri?>? AnswerPage { get; init; }

    /// <summary>Colours, logo and footer. Default: blue, none, none.</summary>
    public LetterTheme Theme { get; init => field = ArgumentGuard.NotNull(value, nameof(Theme)); } = new();

    /// <summary>Where the series' .ics file can be had; overview letters link it. Default: null, they have it attached.</summary>
    /// <exception cref="ArgumentException">It is not an absolute web address.</exception>
    public Uri? CalendarFile { get; init => field = value is null ? null : Checked.By(Checked.WebAddressProblem, value, nameof(CalendarFile)); }

    /// <summary>
    /// Bodies of the host's own, from the same facts; null for a letter that shall have ours. The calendar part stays ours.
    /// The same facts must give the same bodies. Default: null, all letters have ours.
    /// </summary>
    public Func<LetterFacts, LetterBodies?>? Bodies { get; init; }
}
