using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Localization;
using Better.Calendar.Model;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar;

/// <summary>Writes a series as iCalendar (RFC 5545): a public file, or the calendar part of one participant's email.</summary>
/// <remarks>The same series, language and instant give the same bytes, on every machine and in every culture.</remarks>
/// <example>
/// <code>
/// var file = WorkshopCalendar.Publish(series, "en", SystemClock.Instance.GetCurrentInstant());
/// File.WriteAllText("series.ics", file.ToString());
/// </code>
/// </example>
public static partial class WorkshopCalendar
{
    /// <summary>Writes the whole series as one file for download or subscription, without participants and passcodes.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the texts (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static IcsFile Publish(
        WorkshopSeries series,
        string language,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        using var bytes = new MemoryStream();
        var encodings = PublishTo(bytes, series, language, at, zones, renamedZoneIds, changedZoneRules);
        return new(IcsMethod.Publish, bytes.ToArray(), encodings);
    }

    /// <summary>Writes the calendar part that invites one participant to one workshop, or notifies them of a change.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">A workshop of the series; its <see cref="Workshop.Sequence"/> is written.</param>
    /// <param name="participant">The only attendee in the file.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds. It must be later than that of the previous email.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static IcsFile Request(
        WorkshopSeries series,
        Workshop workshop,
        Participant participant,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, new(renamedZoneIds, changedZoneRules))
            .BuildWorkshop(participant.GetOwn(workshop), IcsMethod.Request, at).ToFile();
    }

    /// <summary>Writes the calendar part that cancels the invitation of one participant.</summary>
    /// <inheritdoc cref="Request"/>
    public static IcsFile Cancel(
        WorkshopSeries series,
        Workshop workshop,
        Participant participant,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, new(renamedZoneIds, changedZoneRules))
            .BuildWorkshop(participant.GetOwn(workshop), IcsMethod.Cancel, at).ToFile();
    }

    /// <summary>Writes the calendar part that invites one participant to the whole series as one recurring event.</summary>
    /// <remarks>
    /// One response is for all workshops. A workshop that differs from most has its title, link and time in an override, which Outlook,
    /// Gmail, Apple Calendar and Thunderbird show, but some other clients do not. <c>SeriesRevision</c> plans how the event changes.
    /// </remarks>
    /// <inheritdoc cref="Request"/>
    /// <exception cref="InvalidSeriesException">The series has errors, or its workshops do not follow a regular pattern.</exception>
    public static IcsFile RequestSeries(
        WorkshopSeries series,
        Participant participant,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, new(renamedZoneIds, changedZoneRules))
            .BuildSeries(IcsMethod.Request, at).ToFile();
    }

    /// <summary>Writes the calendar part that cancels the invitation to the whole series as one recurring event.</summary>
    /// <inheritdoc cref="RequestSeries"/>
    public static IcsFile CancelSeries(
        WorkshopSeries series,
        Participant participant,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        return CreateBuilder(series, participant, zones, new(renamedZoneIds, changedZoneRules))
            .BuildSeries(IcsMethod.Cancel, at).ToFile();
    }

    private static EmailCalendarBuilder CreateBuilder(
        WorkshopSeries series,
        Participant participant,
        IDateTimeZoneProvider? zones,
        ZoneOptions options) =>
        new(
            participant.GetOwn(series),
            participant,
            SeriesLanguage.ChooseSentences(series, series.LanguageOf(participant), InvitationTexts.ForLanguage),
            Validate(series, zones))
        { ZoneOptions = options };

    private static IDateTimeZoneProvider Validate(WorkshopSeries series, IDateTimeZoneProvider? zones)
    {
        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        SeriesValidator.ThrowIfInvalid(series, provider);
        return provider;
    }
}
