using Better.Calendar.Localization;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Builds the calendar part of one participant's email, for a series that is already validated.</summary>
internal sealed partial class EmailCalendarBuilder(
    WorkshopSeries series, Participant recipient, InvitationTexts texts, IDateTimeZoneProvider zones)
{
    private EventTexts Text =>
        field ??= new(
            series,
            texts,
            SeriesLanguage.ChooseTitles(series, series.LanguageOf(recipient), texts),
            series.ZoneOf(recipient, zones),
            zones)
        { KeepsFullDescription = GuestsPlaceholder is not null, SchedulePage = SchedulePage, RsvpPage = RsvpPage };

    /// <summary>
    /// A text that stands for the names of the other participants when a template is built; null when the calendar is for one recipient.
    /// </summary>
    public string? GuestsPlaceholder { get; init; }

    /// <summary>The recipient's response that the calendar carries; null if they are asked for one.</summary>
    public ParticipationStatus? Response { get; init; }

    /// <summary>A word from the organizer, which a CANCEL carries; null if there is none.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>The web address of the schedule page or the feed of the series; null if there is none.</summary>
    public Uri? SchedulePage { get; init; }

    /// <summary>The recipient's RSVP page, which the description links to; null if there is none.</summary>
    public Uri? RsvpPage { get; init; }

    /// <summary>Whether Outlook and Thunderbird offer "propose a new time".</summary>
    public bool AllowsProposals { get; init; }

    /// <inheritdoc cref="EventMapper.ShowsOutlookJoinButton"/>
    public bool ShowsOutlookJoinButton { get; init; }

    /// <inheritdoc cref="EventMapper.OwnProperties"/>
    public Func<Workshop, IEnumerable<EventProperty>>? OwnProperties { get; init; }

    /// <summary>What the recipient can see of the other participants.</summary>
    public AttendeePrivacy Privacy { get; init; }

    /// <summary>How time zones are written.</summary>
    public ZoneOptions ZoneOptions { get; init; }

    /// <summary>The ORGANIZER: the organizer of the series, possibly with a reply token in the address.</summary>
    public Organizer Organizer { get; init; } = series.Organizer;

    /// <summary>The address that acts for the organizer; null for none.</summary>
    public EmailAddress? SentBy { get; init; }

    /// <summary>Builds the calendar of one workshop: one event.</summary>
    public CalendarLines BuildWorkshop(Workshop workshop, IcsMethod method, Instant at)
    {
        var times = new CalendarTimeZones(series, [workshop], VTimeZoneProfile.SingleEvent, zones, ZoneOptions);
        var mapper = CreateMapper(times);
        var others = GetOtherParticipants(workshop);
        var values = mapper.GetValues(workshop, method, GetNames(others));
        return IcsWriter.Lines(
            method,
            times,
            [(mapper.CreateEvent(values, method, at), mapper.CreateWorkshopLines(workshop, method)
                .Concat(CreateSchedulingLines(method, others, Response))
                .Concat(Description(values))
                .Concat(Location(workshop)))]);
    }

    private EventMapper CreateMapper(CalendarTimeZones times) =>
        new(series, Text, times, zones) { ShowsOutlookJoinButton = ShowsOutlookJoinButton, OwnProperties = OwnProperties };

    /// <summary>Who invites whom, and what only an email says about its event.</summary>
    private IEnumerable<ContentLineWriter> CreateSchedulingLines(
        IcsMethod method,
        IEnumerable<Participant> otherParticipants,
        ParticipationStatus? response) =>
    [
        AttendeePropertyWriter.WriteOrganizer(Organizer, SentBy) with { Placeholder = LinePlaceholder.Organizer },
        (method == IcsMethod.Cancel
            ? AttendeePropertyWriter.WriteCancelledAttendee(recipient)
            : AttendeePropertyWriter.WriteInvitedAttendee(recipient, response)) with { Placeholder = LinePlaceholder.Attendee },
        .. method == IcsMethod.Request && Privacy == AttendeePrivacy.NamesAndAddresses
            ? otherParticipants.Select(
                static other => AttendeePropertyWriter.WriteOtherAttendee(other) with { Placeholder = LinePlaceholder.Guests })
            : [],

        // With it, Outlook and Thunderbird do not offer "propose a new time".
        .. method == IcsMethod.Request && !AllowsProposals
            ? new[] { ContentLineWriter.Create("X-MICROSOFT-DISALLOW-COUNTER", "TRUE") }
            : [],

        // RFC 5546, 3.2.5: why the event is cancelled.
        .. method == IcsMethod.Cancel && Note is not null ? new[] { ContentLineWriter.CreateText("COMMENT", Text.Localize(Note)) } : [],
    ];

    private List<Participant> GetOtherParticipants(Workshop? workshop) =>
        Privacy == AttendeePrivacy.RecipientOnly
            ? []
            : [.. series.Participants.Where(other => other.Email != recipient.Email
                && (workshop is null || WorkshopSeries.IsInvited(other, workshop)))];

    /// <summary>
    /// The description for a template: not shortened if it has the recipient's page or the names of guests, because the length depends on
    /// them.
    /// </summary>
    private IEnumerable<ContentLineWriter> Description(EventValues values)
    {
        if (GuestsPlaceholder is not { } guests)
        {
            return [];
        }

        var hasPage = RsvpPage is { } page && values.Description.Contains(LinkFormatter.Format(page));
        return hasPage || values.Description.Contains(guests) || HasOwnMeeting(values.Description)
            ? [new("DESCRIPTION", values.Description) { Placeholder = LinePlaceholder.Description }]
            : [ContentLineWriter.CreateText("DESCRIPTION", EventTexts.ShortenDescription(values.Description))];
    }

    /// <summary>The location for a template, if it has the recipient's own join link.</summary>
    private IEnumerable<ContentLineWriter> Location(Workshop workshop)
    {
        var (venue, link, platform) = Text.GetLocationParts(workshop);
        return GuestsPlaceholder is not null && HasOwnMeeting(link)
            ? [new("LOCATION", $"{venue}\n{link}\n{platform}") { Placeholder = LinePlaceholder.Location }]
            : [];
    }

    private bool HasOwnMeeting(string text)
    {
        foreach (var meeting in recipient.Meetings)
        {
            if (text.Contains(LinkFormatter.Format(meeting.Url)) || (meeting.Passcode is { } passcode && text.Contains(passcode)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> GetNames(IEnumerable<Participant> participants) =>
        participants.Select(static participant => participant.Name);
}
