using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Builds the calendar part of one participant's email, for a series that is already validated.</summary>
internal sealed class EmailCalendarBuilder(WorkshopSeries series, Participant recipient, InvitationTexts texts, IDateTimeZoneProvider zones)
{
    private EventTexts Text =>
        field ??= new(
            series,
            texts,
            series.LanguageOf(recipient),
            series.ZoneOf(recipient, zones),
            zones)
        { KeepsFullDescription = GuestsPlaceholder is not null };

    /// <summary>
    /// A text that stands for the names of the other participants when a template is built; null when the calendar is for one recipient.
    /// </summary>
    public string? GuestsPlaceholder { get; init; }

    /// <summary>Whether Outlook and Thunderbird offer "propose a new time".</summary>
    public bool AllowsProposals { get; init; }

    /// <summary>What the recipient can see of the other participants.</summary>
    public AttendeePrivacy Privacy { get; init; }

    /// <summary>Which id of a renamed time zone is written.</summary>
    public RenamedZoneIds RenamedZoneIds { get; init; }

    /// <summary>The ORGANIZER: the organizer of the series, possibly with a reply token in the address.</summary>
    public Organizer Organizer { get; init; } = series.Organizer;

    /// <summary>Builds the calendar of one workshop: one event.</summary>
    public CalendarLines BuildWorkshop(Workshop workshop, IcsMethod method, Instant at)
    {
        var times = new CalendarTimeZones(series, [workshop], VTimeZoneProfile.SingleEvent, zones, RenamedZoneIds);
        var mapper = new EventMapper(series, Text, times, zones);
        var others = GetOtherParticipants(workshop);
        var values = mapper.GetValues(workshop, method, GetNames(others));
        return IcsWriter.Lines(
            method,
            times,
            [(mapper.CreateEvent(values, method, at), mapper.CreateLinkLines(workshop)
                .Concat(CreateAttendeeLines(method, others))
                .Concat(Description(values)))]);
    }

    /// <summary>
    /// Builds the calendar of the whole series as one recurring event: the master with the rule, and an override with the texts of each
    /// workshop.
    /// </summary>
    /// <exception cref="InvalidSeriesException">The workshops do not follow a regular pattern.</exception>
    public CalendarLines BuildSeries(IcsMethod method, Instant at)
    {
        var rule = SeriesRecurrence.FromSeries(series, out var problem) ?? throw new InvalidSeriesException([new("workshops", problem)]);
        var times = new CalendarTimeZones(series, series.Workshops, VTimeZoneProfile.SingleEvent, zones, RenamedZoneIds);
        var mapper = new EventMapper(series, Text, times, zones);
        var first = series.Workshops[0];
        var others = GetOtherParticipants(null);
        var masterValues = mapper.GetMasterValues(first, GetNames(others));
        var master =
            (mapper.CreateEvent(masterValues, method, at), CreateAttendeeLines(method, others)
                .Append(ContentLineWriter.Create("RRULE", rule.RRule))
                .Concat(Description(masterValues)));

        // RFC 5546, 3.2.5: a CANCEL of the whole series needs only the master.
        var overrides = method == IcsMethod.Cancel ? [] : series.Workshops.Select(workshop =>
        {
            var values = mapper.GetOccurrenceValues(workshop, GetNames(others));
            return (
                mapper.CreateEvent(values, method, at),
                mapper.CreateLinkLines(workshop)
                    .Concat(CreateAttendeeLines(method, others))
                    .Append(times.CreateRecurrenceIdLine(series.StartOf(workshop, zones)))
                    .Concat(Description(values)));
        });
        return IcsWriter.Lines(method, times, overrides.Prepend(master));
    }

    private IEnumerable<ContentLineWriter> CreateAttendeeLines(IcsMethod method, IEnumerable<Participant> otherParticipants) =>
    [
        AttendeePropertyWriter.WriteOrganizer(Organizer) with { Placeholder = LinePlaceholder.Organizer },
        (method == IcsMethod.Cancel
            ? AttendeePropertyWriter.WriteCancelledAttendee(recipient)
            : AttendeePropertyWriter.WriteInvitedAttendee(recipient)) with { Placeholder = LinePlaceholder.Attendee },
        .. method == IcsMethod.Request && Privacy == AttendeePrivacy.NamesAndAddresses
            ? otherParticipants.Select(
                static other => AttendeePropertyWriter.WriteOtherAttendee(other) with { Placeholder = LinePlaceholder.Guests })
            : [],

        // With it, Outlook and Thunderbird do not offer "propose a new time".
        .. method == IcsMethod.Request && !AllowsProposals
            ? new[] { ContentLineWriter.Create("X-MICROSOFT-DISALLOW-COUNTER", "TRUE") }
            : [],
    ];

    private List<Participant> GetOtherParticipants(Workshop? workshop) =>
        Privacy == AttendeePrivacy.RecipientOnly
            ? []
            : [.. series.Participants.Where(other => other.Email != recipient.Email
                && (workshop is null || WorkshopSeries.IsInvited(other, workshop)))];

    /// <summary>The description for a template: not shortened, because the length depends on the names in it.</summary>
    private IEnumerable<ContentLineWriter> Description(EventValues values) =>
        GuestsPlaceholder is { } guests && values.Description.Contains(guests)
        ? [new("DESCRIPTION", values.Description) { Placeholder = LinePlaceholder.Description }]
        : [];

    private static IEnumerable<string> GetNames(IEnumerable<Participant> participants) =>
        participants.Select(static participant => participant.Name);
}
