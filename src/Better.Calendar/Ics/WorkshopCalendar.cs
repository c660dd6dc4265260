using Better.Calendar.Wordings;
using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>Writes a series as iCalendar (RFC 5545): a file for everybody, or the calendar part of one participant's letter.</summary>
/// <remarks>The same series, language and instant give the same octets, on every machine and under every culture.</remarks>
public static class WorkshopCalendar
{
    /// <summary>How often a feed's readers should look again, in iCalendar's notation.</summary>
    private const string RefreshInterval = "PT12H";

    /// <summary>The whole series as one file to download or to subscribe to: no participants, no passcodes.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of its texts (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="at">The moment of writing: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <param name="names">Which name of a renamed zone is written; readers never see it.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public static IcsFile Publish(WorkshopSeries series, string language, Instant at, IDateTimeZoneProvider? zones = null, ZoneNames names = ZoneNames.Old)
    {
        var provider = Checked(series, zones);
        var text = new EventText(series, InvitationWording.For(language), language, provider[series.Zone], provider);
        var times = new ZoneMapping(series, series.Workshops, ZoneShape.Series, provider, names);
        var mapping = new EventMapping(series, text, times, provider);
        var name = PlainText.SingleLine(text.In(series.Title));
        var description = text.In(series.Description);
        ContentLine[] head =
        [
            // RFC 7986, 5; the X- twins are what Outlook and Google read.
            ContentLine.Text("NAME", name),
            ContentLine.Text("X-WR-CALNAME", name),
            .. description.Length == 0 ? [] : new[] { ContentLine.Text("DESCRIPTION", description), ContentLine.Text("X-WR-CALDESC", description) },
            .. series.Website is null ? [] : new[] { ContentLine.Plain("URL", series.Website.AbsoluteUri) },
            ContentLine.Plain("REFRESH-INTERVAL", RefreshInterval, ("VALUE", "DURATION")),
            ContentLine.Plain("X-PUBLISHED-TTL", RefreshInterval),
        ];

        // RFC 5546, 3.2.1: a published event has an ORGANIZER and no ATTENDEE.
        var events = series.Workshops.Select(workshop => (
            mapping.Event(workshop, IcsMethod.Publish, at, []),
            mapping.Links(workshop).Append(PeopleMapping.Organizer(series.Organizer))));
        return CalendarText.File(IcsMethod.Publish, times, events, head);
    }

    /// <summary>The calendar part that invites one participant to one workshop, or tells her of a change.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops; its <see cref="Workshop.Sequence"/> is written.</param>
    /// <param name="participant">The only attendee that the file names.</param>
    /// <param name="at">The moment of writing: DTSTAMP, in whole seconds; later than that of the letter before.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <param name="names">Which name of a renamed zone is written; readers never see it.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public static IcsFile Request(WorkshopSeries series, Workshop workshop, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, ZoneNames names = ZoneNames.Old) =>
        Letter(series, participant, zones, names).Workshop(workshop, IcsMethod.Request, at);

    /// <summary>The calendar part that takes one participant's invitation back.</summary>
    /// <inheritdoc cref="Request"/>
    public static IcsFile Cancel(WorkshopSeries series, Workshop workshop, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, ZoneNames names = ZoneNames.Old) =>
        Letter(series, participant, zones, names).Workshop(workshop, IcsMethod.Cancel, at);

    /// <summary>The whole series as one recurring event that invites one participant to all of it.</summary>
    /// <remarks>
    /// One answer counts for all workshops. A workshop cannot be moved or cancelled alone in this form, and each has its own
    /// title and link in an override, which Outlook, Gmail, Apple Calendar and Thunderbird show and some small clients do not.
    /// </remarks>
    /// <inheritdoc cref="Request"/>
    /// <exception cref="InvalidSeriesException">The series has faults, or its workshops do not follow each other regularly.</exception>
    public static IcsFile RequestSeries(WorkshopSeries series, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, ZoneNames names = ZoneNames.Old) =>
        Letter(series, participant, zones, names).Series(IcsMethod.Request, at);

    /// <summary>Takes back an invitation to the whole series as one recurring event.</summary>
    /// <inheritdoc cref="RequestSeries"/>
    public static IcsFile CancelSeries(WorkshopSeries series, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, ZoneNames names = ZoneNames.Old) =>
        Letter(series, participant, zones, names).Series(IcsMethod.Cancel, at);

    private static LetterCalendar Letter(WorkshopSeries series, Participant participant, IDateTimeZoneProvider? zones, ZoneNames names) =>
        new(series, participant, InvitationWording.For(series.LanguageOf(participant)), Checked(series, zones)) { Names = names };

    private static IDateTimeZoneProvider Checked(WorkshopSeries series, IDateTimeZoneProvider? zones)
    {
        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        SeriesRules.Demand(series, provider);
        return provider;
    }
}
