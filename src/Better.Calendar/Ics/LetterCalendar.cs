using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>The calendar part of one participant's letter, for a series that was checked already.</summary>
internal sealed class LetterCalendar(WorkshopSeries series, Participant recipient, InvitationWording wording, IDateTimeZoneProvider zones)
{
    private EventText Text => field ??= new(series, wording, series.LanguageOf(recipient), series.ZoneOf(recipient, zones), zones) { IsWhole = GuestsPlaceholder is not null };

    /// <summary>A name that stands for those of all guests, where a template is made; null: the calendar is one reader's.</summary>
    public string? GuestsPlaceholder { get; init; }

    /// <summary>Whether Outlook and Thunderbird may offer "propose a new time".</summary>
    public bool AllowsProposals { get; init; }

    /// <summary>What the recipient sees of the others.</summary>
    public AttendeePrivacy Privacy { get; init; }

    /// <summary>Which name of a renamed zone is written.</summary>
    public ZoneNames Names { get; init; }

    /// <summary>Who stands as ORGANIZER: the series' organiser, or her address with a reply token.</summary>
    public Organizer Organizer { get; init; } = series.Organizer;

    /// <summary>One workshop: one event.</summary>
    public CalendarLines Workshop(Workshop workshop, IcsMethod method, Instant at)
    {
        var times = new ZoneMapping(series, [workshop], ZoneShape.OneEvent, zones, Names);
        var mapping = new EventMapping(series, Text, times, zones);
        var fellows = FellowsOf(workshop);
        var values = mapping.Values(workshop, method, NamesOf(fellows));
        return CalendarText.Lines(method, times, [(mapping.Event(values, method, at), mapping.Links(workshop).Concat(People(method, fellows)).Concat(Description(values)))]);
    }

    /// <summary>The whole series as one recurring event: a master for the rule, and an override for each workshop's own texts.</summary>
    /// <exception cref="InvalidSeriesException">The workshops do not follow each other regularly.</exception>
    public CalendarLines Series(IcsMethod method, Instant at)
    {
        var rule = Recurrence.Of(series, out var problem) ?? throw new InvalidSeriesException([new("workshops", problem)]);
        var times = new ZoneMapping(series, series.Workshops, ZoneShape.OneEvent, zones, Names);
        var mapping = new EventMapping(series, Text, times, zones);
        var first = series.Workshops[0];
        var fellows = FellowsOf(null);
        var whole = mapping.Master(first, NamesOf(fellows));
        var master = (mapping.Event(whole, method, at), People(method, fellows).Append(ContentLine.Plain("RRULE", rule.Rule)).Concat(Description(whole)));

        // RFC 5546, 3.2.5: a CANCEL of the whole needs the master alone.
        var overrides = method == IcsMethod.Cancel ? [] : series.Workshops.Select(workshop =>
        {
            var values = mapping.Occurrence(workshop, NamesOf(fellows));
            return (
                mapping.Event(values, method, at),
                mapping.Links(workshop).Concat(People(method, fellows)).Append(times.RecurrenceId(series.StartOf(workshop, zones))).Concat(Description(values)));
        });
        return CalendarText.Lines(method, times, overrides.Prepend(master));
    }

    private IEnumerable<ContentLine> People(IcsMethod method, IEnumerable<Participant> fellows) =>
    [
        PeopleMapping.Organizer(Organizer) with { Placeholder = LinePlaceholder.Organizer },
        (method == IcsMethod.Cancel ? PeopleMapping.TakenBack(recipient) : PeopleMapping.Invited(recipient)) with { Placeholder = LinePlaceholder.Attendee },
        .. method == IcsMethod.Request && Privacy == AttendeePrivacy.Everybody
            ? fellows.Select(static fellow => PeopleMapping.Fellow(fellow) with { Placeholder = LinePlaceholder.Guests })
            : [],

        // Outlook and Thunderbird then offer no "propose a new time", which nobody here would answer.
        .. method == IcsMethod.Request && !AllowsProposals ? new[] { ContentLine.Plain("X-MICROSOFT-DISALLOW-COUNTER", "TRUE") } : [],
    ];

    private List<Participant> FellowsOf(Workshop? workshop) =>
        Privacy == AttendeePrivacy.OnlyYou
            ? []
            : [.. series.Participants.Where(other => other.Email != recipient.Email && (workshop is null || WorkshopSeries.IsInvited(other, workshop)))];

    /// <summary>The description as a template has it: whole, because where it is cut off depends on the names in it.</summary>
    private IEnumerable<ContentLine> Description(EventValues values) => GuestsPlaceholder is { } guests && values.Description.Contains(guests)
        ? [new("DESCRIPTION", values.Description) { Placeholder = LinePlaceholder.Description }]
        : [];

    private static IEnumerable<string> NamesOf(IEnumerable<Participant> fellows) => fellows.Select(fellow => fellow.Name);
}
