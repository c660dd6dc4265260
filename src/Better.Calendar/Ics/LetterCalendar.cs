using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>The calendar part of one participant's letter, for a series that was checked already.</summary>
internal sealed class LetterCalendar(WorkshopSeries series, Participant recipient, InvitationWording wording, IDateTimeZoneProvider zones)
{
    private readonly EventText text = new(series, wording, series.LanguageOf(recipient), series.ZoneOf(recipient, zones), zones);

    /// <summary>Whether Outlook and Thunderbird may offer "propose a new time".</summary>
    public bool AllowsProposals { get; init; }

    /// <summary>What the recipient sees of the others.</summary>
    public AttendeePrivacy Privacy { get; init; }

    /// <summary>Which name of a renamed zone is written.</summary>
    public ZoneNames Names { get; init; }

    /// <summary>Who stands as ORGANIZER: the series' organiser, or her address with a reply token.</summary>
    public Organizer Organizer { get; init; } = series.Organizer;

    /// <summary>One workshop: one event.</summary>
    public IcsFile Workshop(Workshop workshop, IcsMethod method, Instant at)
    {
        var times = new ZoneMapping(series, [workshop], ZoneShape.OneEvent, zones, Names);
        var mapping = new EventMapping(series, text, times, zones);
        var fellows = FellowsOf(workshop);
        var made = mapping.Event(mapping.Values(workshop, method, NamesOf(fellows)), method, at);
        return CalendarText.File(method, times, [(made, mapping.Links(workshop).Concat(People(method, fellows)))]);
    }

    /// <summary>The whole series as one recurring event: a master for the rule, and an override for each workshop's own texts.</summary>
    /// <exception cref="InvalidSeriesException">The workshops do not follow each other regularly.</exception>
    public IcsFile Series(IcsMethod method, Instant at)
    {
        var rule = Recurrence.Of(series, out var problem) ?? throw new InvalidSeriesException([new("workshops", problem)]);
        var times = new ZoneMapping(series, series.Workshops, ZoneShape.OneEvent, zones, Names);
        var mapping = new EventMapping(series, text, times, zones);
        var first = series.Workshops[0];
        var fellows = FellowsOf(null);
        var master = (mapping.Event(mapping.Master(first, NamesOf(fellows)), method, at), People(method, fellows).Append(ContentLine.Plain("RRULE", rule.Rule)));

        // RFC 5546, 3.2.5: a CANCEL of the whole needs the master alone.
        var overrides = method == IcsMethod.Cancel ? [] : series.Workshops.Select(workshop => (
            mapping.Event(mapping.Occurrence(workshop, NamesOf(fellows)), method, at),
            mapping.Links(workshop).Concat(People(method, fellows)).Append(times.RecurrenceId(series.StartOf(workshop, zones)))));
        return CalendarText.File(method, times, overrides.Prepend(master));
    }

    private IEnumerable<ContentLine> People(IcsMethod method, IEnumerable<Participant> fellows) =>
    [
        PeopleMapping.Organizer(Organizer),
        method == IcsMethod.Cancel ? PeopleMapping.TakenBack(recipient) : PeopleMapping.Invited(recipient),
        .. method == IcsMethod.Request && Privacy == AttendeePrivacy.Everybody ? fellows.Select(PeopleMapping.Fellow) : [],

        // Outlook and Thunderbird then offer no "propose a new time", which nobody here would answer.
        .. method == IcsMethod.Request && !AllowsProposals ? new[] { ContentLine.Plain("X-MICROSOFT-DISALLOW-COUNTER", "TRUE") } : [],
    ];

    private List<Participant> FellowsOf(Workshop? workshop) =>
        Privacy == AttendeePrivacy.OnlyYou
            ? []
            : [.. series.Participants.Where(other => other.Email != recipient.Email && (workshop is null || WorkshopSeries.IsInvited(other, workshop)))];

    private static IEnumerable<string> NamesOf(IEnumerable<Participant> fellows) => fellows.Select(fellow => fellow.Name);
}
