using System.Buffers;
using System.IO.Pipelines;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Localization;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar;

/// <content>The personal feed of a participant.</content>
public static partial class WorkshopCalendar
{
    // Four weeks: Google Calendar takes no earlier reminder.
    private const int MaxAlarmMinutes = 40_320;

    /// <summary>
    /// Writes the personal feed of a participant: the workshops that they are invited to, in their language, with their own join links and
    /// with the materials. It is for a calendar of its own, to which they subscribe; its address must be a secret.
    /// </summary>
    /// <remarks>
    /// <para>
    /// No event has an ATTENDEE, and its UID is not that of the invitation (<see cref="WorkshopUid.Create(WorkshopSeries, Workshop,
    /// Participant)"/>), so that a feed, and also the same file opened beside an accepted invitation, changes nothing of the invitation.
    /// </para>
    /// <para>
    /// It names no participant and no passcode, because a calendar is shared more easily than an email.
    /// </para>
    /// <para>
    /// A cancelled workshop stays, with STATUS:CANCELLED and the SEQUENCE of its cancellation, as in the public file: subscribers see that
    /// it does not take place, and a calendar that keeps what has left a feed has no stale entry. A workshop that they are no longer
    /// invited to, or that has left the series, is not in the feed any more.
    /// </para>
    /// </remarks>
    /// <param name="series">The series.</param>
    /// <param name="participant">Whose feed it is.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="alarmMinutes">How many minutes before its start each workshop has an alarm that is displayed (VALARM, RFC 5545, 3.6.6):
    /// from 1 to 40,320 (four weeks). Null: none. Google Calendar and Outlook ignore the alarms of feeds, and remind as their reader has
    /// set them.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The minutes are outside their range.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static IcsFile PublishFor(
        WorkshopSeries series,
        Participant participant,
        Instant at,
        int? alarmMinutes = null,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        using var bytes = new MemoryStream();
        var encodings = PublishTo(bytes, series, participant, at, alarmMinutes, zones, renamedZoneIds, changedZoneRules);
        return new(IcsMethod.Publish, bytes.ToArray(), encodings);
    }

    /// <summary>Writes the same file as <see cref="PublishFor"/> event by event.</summary>
    /// <param name="stream">The stream to write to; not closed. Nothing is written when the series has errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="participant">Whose feed it is.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="alarmMinutes">How many minutes before its start each workshop has an alarm: from 1 to 40,320. Null: none.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <returns>How each time zone of the file is written, with the reason when it is not by rules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minutes are outside their range.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static ValueList<ZoneEncoding> PublishTo(
        Stream stream,
        WorkshopSeries series,
        Participant participant,
        Instant at,
        int? alarmMinutes = null,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (chunks, encodings) = Render(series, participant, at, alarmMinutes, zones, new(renamedZoneIds, changedZoneRules));
        ChunkWriter.Write(stream, chunks);
        return encodings;
    }

    /// <param name="writer">The writer whose memory is filled. Nothing is written when the series has errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="participant">Whose feed it is.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="alarmMinutes">How many minutes before its start each workshop has an alarm: from 1 to 40,320. Null: none.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <inheritdoc
    /// cref="PublishTo(Stream, WorkshopSeries, Participant, Instant, int?, IDateTimeZoneProvider, RenamedZoneIds, ChangedZoneRules)"
    /// path="/summary|/returns|/exception"/>
    public static ValueList<ZoneEncoding> PublishTo(
        IBufferWriter<byte> writer,
        WorkshopSeries series,
        Participant participant,
        Instant at,
        int? alarmMinutes = null,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var (chunks, encodings) = Render(series, participant, at, alarmMinutes, zones, new(renamedZoneIds, changedZoneRules));
        ChunkWriter.Write(writer, chunks);
        return encodings;
    }

    /// <summary>
    /// Writes the same file as <see cref="PublishFor"/> event by event and without synchronous I/O, as a web server asks for.
    /// </summary>
    /// <param name="stream">The stream to write to, such as the body of a response; not closed. Nothing is written when the series has
    /// errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="participant">Whose feed it is.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="alarmMinutes">How many minutes before its start each workshop has an alarm: from 1 to 40,320. Null: none.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <param name="cancellationToken">Ends the writing after some events; the file is incomplete then.</param>
    /// <returns>How each time zone of the file is written, with the reason when it is not by rules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The minutes are outside their range. It is thrown at once, not by the
    /// task.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed. It is thrown at once, not by the task.</exception>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public static Task<ValueList<ZoneEncoding>> PublishToAsync(
        Stream stream,
        WorkshopSeries series,
        Participant participant,
        Instant at,
        int? alarmMinutes = null,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (chunks, encodings) = Render(series, participant, at, alarmMinutes, zones, new(renamedZoneIds, changedZoneRules));
        return WriteAsync(ChunkWriter.WriteAsync(stream, chunks, cancellationToken), encodings);
    }

    /// <param name="writer">The pipe to write to, such as the <c>BodyWriter</c> of a response; flushed, and not completed. Nothing is
    /// written when the series has errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="participant">Whose feed it is.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="alarmMinutes">How many minutes before its start each workshop has an alarm: from 1 to 40,320. Null: none.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <param name="cancellationToken">Ends the writing after some events; the file is incomplete then.</param>
    /// <inheritdoc
    /// cref="PublishToAsync(Stream, WorkshopSeries, Participant, Instant, int?, IDateTimeZoneProvider, RenamedZoneIds, ChangedZoneRules,
    /// CancellationToken)"
    /// path="/summary|/returns|/exception"/>
    public static Task<ValueList<ZoneEncoding>> PublishToAsync(
        PipeWriter writer,
        WorkshopSeries series,
        Participant participant,
        Instant at,
        int? alarmMinutes = null,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var (chunks, encodings) = Render(series, participant, at, alarmMinutes, zones, new(renamedZoneIds, changedZoneRules));
        return WriteAsync(ChunkWriter.WriteAsync(writer, chunks, cancellationToken), encodings);
    }

    private static (IEnumerable<ReadOnlyMemory<byte>> Chunks, ValueList<ZoneEncoding> Encodings) Render(
        WorkshopSeries series,
        Participant participant,
        Instant at,
        int? alarmMinutes,
        IDateTimeZoneProvider? zones,
        ZoneOptions options)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(participant);
        if (alarmMinutes is { } minutes)
        {
            ArgumentGuard.InRange(minutes, 1, MaxAlarmMinutes, nameof(alarmMinutes));
        }

        var provider = Validate(series, zones);
        var own = series with { Workshops = series.WorkshopsOf(participant).Select(participant.GetOwn).ToValueList() };
        var language = series.LanguageOf(participant);
        var texts = SeriesLanguage.ChooseSentences(series, language, InvitationTexts.ForLanguage);
        var titles = SeriesLanguage.ChooseTitles(series, language, texts);
        var text = new EventTexts(own, texts, titles, series.ZoneOf(participant, provider), provider);

        // RFC 5545, 3.6: a file has at least one component. An empty feed has a time zone, and subscribers wait for its first event.
        var written = own.Workshops.Count > 0 ? own.Workshops : series.Workshops.Take(1);
        var times = new CalendarTimeZones(series, written, VTimeZoneProfile.Series, provider, options);
        var writer = new PublishedCalendarWriter(own, text, times, provider, participant, alarmMinutes);
        return (writer.Render(at), times.Encodings);
    }
}
