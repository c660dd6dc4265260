using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The calendar part of one participant's email, for a series that was checked already.</summary>
internal sealed class EmailCalendarBuilder(WorkshopSeries series, Participant recipient, InvitationTexts texts, IDateTimeZoneProvider zones)
{
    private EventTexts Text => field ??= new(series, texts, series.LanguageOf(recipient), series.ZoneOf(recipient, zones), zones) { IsWhole = GuestsPlaceholder is not null };

    /// <summary>A name that stands for those of all guests, where a template is made; null: the calendar is one reader's.</summary>
    public string? GuestsPlaceholder { get; init; }

    /// <summary>Whether Outlook and Thunderbird may offer "propose a new time".</summary>
    public bool AllowsProposals { get; init; }

    /// <summary>What the recipient sees of the others.</summary>
    public AttendeePrivacy Privacy { get; init; }

    /// <summary>Which name of a renamed zone is written.</summary>
    public RenamedZoneIds RenamedZoneIds { get; init; }

    /// <summary>Who stands as ORGANIZER: the series' organizer, or her address with a reply token.</summary>
    public Organizer Organizer { get; init; } = series.Organizer;

    /// <summary>One workshop: one event.</summary>
    public CalendarLines BuildWorkshop(Workshop workshop, IcsMethod method, Instant at)
    {
        var times = new CalendarTimeZones(series, [workshop], VTimeZoneProfile.SingleEvent, zones, RenamedZoneIds);
        var mapping = new EventMapper(series, Text, times, zones);
        var fellows = GetOtherParticipants(workshop);
        var values = mapping.GetValues(workshop, method, GetNames(fellows));
        return IcsWriter.Lines(method, times, [(mapping.CreateEvent(values, method, at), mapping.CreateLinkLines(workshop).Concat(CreateAttendeeLines(method, fellows)).Concat(Description(values)))]);
    }

    /// <summary>The whole series as one recurring event: a master for the rule, and an override for each workshop's own texts.</summary>
    /// <exception cref="InvalidSeriesException">The workshops do not follow each other regularly.</exception>
    public CalendarLines BuildSeries(IcsMethod method, Instant at)
    {
        var rule = SeriesRecurrence.FromSeries(series, out var problem) ?? throw new InvalidSeriesException([new("workshops", problem)]);
        var times = new CalendarTimeZones(series, series.Workshops, VTimeZoneProfile.SingleEvent, zones, RenamedZoneIds);
        var mapping = new EventMapper(series, Text, times, zones);
        var first = series.Workshops[0];
        var fellows = GetOtherParticipants(null);
        var whole = mapping.GetMasterValues(first, GetNames(fellows));
        var template = (mapping.CreateEvent(whole, method, at), CreateAttendeeLines(method, fellows).Append(ContentLineWriter.Create("RRULE", rule.RRule)).Concat(Description(whole)));

        // RFC 5546, 3.2.5: a CANCEL of the whole needs the master alone.
        var overrides = method == IcsMethod.Cancel ? [] : series.Workshops.Select(workshop =>
        {
            var values = mapping.GetOccurrenceValues(workshop, GetNames(fellows));
            return (
                mapping.CreateEvent(values, method, at),
                mapping.CreateLinkLines(workshop).Concat(CreateAttendeeLines(method, fellows)).Append(times.CreateRecurrenceIdLine(series.StartOf(workshop, zones))).Concat(Description(values)));
        });
        return IcsWriter.Lines(method, times, overrides.Prepend(template));
    }

    private IEnumerable<ContentLineWriter> CreateAttendeeLines(IcsMethod method, IEnumerable<Participant> otherParticipants) =>
    [
        AttendeePropertyWriter.WriteOrganizer(Organizer) with { Placeholder = LinePlaceholder.Organizer },
        (method == IcsMethod.Cancel ? AttendeePropertyWriter.WriteCancelledAttendee(recipient) : AttendeePropertyWriter.WriteInvitedAttendee(recipient)) with { Placeholder = LinePlaceholder.Attendee },
        .. method == IcsMethod.Request && Privacy == AttendeePrivacy.NamesAndAddresses
            ? otherParticipants.Select(static fellow => AttendeePropertyWriter.WriteOtherAttendee(fellow) with { Placeholder = LinePlaceholder.Guests })
            : [],

        // Outlook and Thunderbird then offer no "propose a new time", which nobody here would answer.
        .. method == IcsMethod.Request && !AllowsProposals ? new[] { ContentLineWriter.Create("X-MICROSOFT-DISALLOW-COUNTER", "TRUE") } : [],
    ];

    private List<Participant> GetOtherParticipants(Workshop? workshop) =>
        Privacy == AttendeePrivacy.RecipientOnly
            ? []
            : [.. series.Participants.Where(other => other.Email != recipient.Email && (workshop is null || WorkshopSeries.IsInvited(other, workshop)))];

    /// <summary>The description as a template has it: whole, because where it is cut off depends on the names in it.</summary>
    private IEnumerable<ContentLineWriter> Description(EventValues values) => GuestsPlaceholder is { } guests && values.Description.Contains(guests)
        ? [new("DESCRIPTION", values.Description) { Placeholder = LinePlaceholder.Description }]
        : [];

    private static IEnumerable<string> GetNames(IEnumerable<Participant> participants) => participants.Select(fellow => fellow.Name);
}
