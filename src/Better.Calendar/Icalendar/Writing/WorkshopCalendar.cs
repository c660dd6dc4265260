using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar;

/// <summary>Writes a series as iCalendar (RFC 5545): a file for everybody, or the calendar part of one participant's email.</summary>
/// <remarks>The same series, language and instant give the same bytes, on every machine and under every culture.</remarks>
public static class WorkshopCalendar
{
    /// <summary>The whole series as one file to download or to subscribe to: no participants, no passcodes.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of its texts (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="at">The moment of writing: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <param name="renamedZoneIds">Which name of a renamed zone is written; readers never see it.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public static IcsFile Publish(WorkshopSeries series, string language, Instant at, IDateTimeZoneProvider? zones = null, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        using var bytes = new MemoryStream();
        var told = PublishTo(bytes, series, language, at, zones, renamedZoneIds);
        return new(IcsMethod.Publish, bytes.ToArray(), told);
    }

    /// <summary>Writes the same file event by event: for a schedule of thousands, of which memory shall not hold the whole text.</summary>
    /// <param name="stream">Where to; it stays open, and nothing has been written if the series has faults.</param>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of its texts (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="at">The moment of writing: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <param name="renamedZoneIds">Which name of a renamed zone is written; readers never see it.</param>
    /// <returns>How the file tells its time zones; where a rule was not possible, with the reason.</returns>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public static ValueList<ZoneEncoding> PublishTo(
        Stream stream, WorkshopSeries series, string language, Instant at, IDateTimeZoneProvider? zones = null, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var provider = Validate(series, zones);
        var text = new EventTexts(series, InvitationTexts.ForLanguage(language), language, provider[series.Zone], provider);
        var times = new CalendarTimeZones(series, series.Workshops, VTimeZoneProfile.Series, provider, renamedZoneIds);
        new PublishedCalendarWriter(series, text, times, provider).WriteTo(stream, at);
        return times.Encodings;
    }

    /// <summary>The calendar part that invites one participant to one workshop, or tells her of a change.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops; its <see cref="Workshop.Sequence"/> is written.</param>
    /// <param name="participant">The only attendee that the file names.</param>
    /// <param name="at">The moment of writing: DTSTAMP, in whole seconds; later than that of the email before.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <param name="renamedZoneIds">Which name of a renamed zone is written; readers never see it.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
    public static IcsFile Request(WorkshopSeries series, Workshop workshop, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, renamedZoneIds).BuildWorkshop(workshop, IcsMethod.Request, at).ToFile();
    }

    /// <summary>The calendar part that takes one participant's invitation back.</summary>
    /// <inheritdoc cref="Request"/>
    public static IcsFile Cancel(WorkshopSeries series, Workshop workshop, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, renamedZoneIds).BuildWorkshop(workshop, IcsMethod.Cancel, at).ToFile();
    }

    /// <summary>The whole series as one recurring event that invites one participant to all of it.</summary>
    /// <remarks>
    /// One answer counts for all workshops. A workshop cannot be moved or cancelled alone in this form, and each has its own
    /// title and link in an override, which Outlook, Gmail, Apple Calendar and Thunderbird show and some small clients do not.
    /// </remarks>
    /// <inheritdoc cref="Request"/>
    /// <exception cref="InvalidSeriesException">The series has faults, or its workshops do not follow each other regularly.</exception>
    public static IcsFile RequestSeries(WorkshopSeries series, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, renamedZoneIds).BuildSeries(IcsMethod.Request, at).ToFile();
    }

    /// <summary>Takes back an invitation to the whole series as one recurring event.</summary>
    /// <inheritdoc cref="RequestSeries"/>
    public static IcsFile CancelSeries(WorkshopSeries series, Participant participant, Instant at, IDateTimeZoneProvider? zones = null, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, renamedZoneIds).BuildSeries(IcsMethod.Cancel, at).ToFile();
    }

    private static EmailCalendarBuilder CreateBuilder(WorkshopSeries series, Participant participant, IDateTimeZoneProvider? zones, RenamedZoneIds renamedZoneIds) =>
        new(series, participant, InvitationTexts.ForLanguage(series.LanguageOf(participant)), Validate(series, zones)) { RenamedZoneIds = renamedZoneIds };

    private static IDateTimeZoneProvider Validate(WorkshopSeries series, IDateTimeZoneProvider? zones)
    {
        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        SeriesValidator.ThrowIfInvalid(series, provider);
        return provider;
    }
}
