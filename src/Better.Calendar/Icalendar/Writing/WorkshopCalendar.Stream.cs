using System.Buffers;
using System.IO.Pipelines;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Localization;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar;

/// <content>The public file and personal feeds, written event by event.</content>
public static partial class WorkshopCalendar
{
    /// <summary>
    /// Writes the same file as <see cref="Publish"/> event by event, for a series with thousands of workshops whose text should not be in
    /// memory as a whole.
    /// </summary>
    /// <param name="stream">The stream to write to; not closed. Nothing is written when the series has errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the texts (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <returns>How each time zone of the file is written, with the reason when it is not by rules.</returns>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static ValueList<ZoneEncoding> PublishTo(
        Stream stream,
        WorkshopSeries series,
        string language,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (chunks, encodings) = Render(series, language, at, zones, new(renamedZoneIds, changedZoneRules));
        ChunkWriter.Write(stream, chunks);
        return encodings;
    }

    /// <param name="writer">The writer whose memory is filled. Nothing is written when the series has errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the texts (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <inheritdoc
    /// cref="PublishTo(Stream, WorkshopSeries, string, Instant, IDateTimeZoneProvider, RenamedZoneIds, ChangedZoneRules)"
    /// path="/summary|/returns|/exception"/>
    public static ValueList<ZoneEncoding> PublishTo(
        IBufferWriter<byte> writer,
        WorkshopSeries series,
        string language,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var (chunks, encodings) = Render(series, language, at, zones, new(renamedZoneIds, changedZoneRules));
        ChunkWriter.Write(writer, chunks);
        return encodings;
    }

    /// <summary>
    /// Writes the same file as <see cref="Publish"/> event by event and without synchronous I/O, as a web server asks for.
    /// </summary>
    /// <param name="stream">The stream to write to, such as the body of a response; not closed. Nothing is written when the series has
    /// errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the texts (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <param name="cancellationToken">Ends the writing after some events; the file is incomplete then.</param>
    /// <returns>How each time zone of the file is written, with the reason when it is not by rules.</returns>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed. It is thrown at once, not by the task.</exception>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public static Task<ValueList<ZoneEncoding>> PublishToAsync(
        Stream stream,
        WorkshopSeries series,
        string language,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (chunks, encodings) = Render(series, language, at, zones, new(renamedZoneIds, changedZoneRules));
        return WriteAsync(ChunkWriter.WriteAsync(stream, chunks, cancellationToken), encodings);
    }

    /// <param name="writer">The pipe to write to, such as the <c>BodyWriter</c> of a response; flushed, and not completed. Nothing is
    /// written when the series has errors.</param>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the texts (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="at">The current time: DTSTAMP, in whole seconds.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="renamedZoneIds">Which id of a renamed time zone is written; participants never see it. Default: the current id.</param>
    /// <param name="changedZoneRules">How times are written about which a law changed in the last two years. Default: in UTC.</param>
    /// <param name="cancellationToken">Ends the writing after some events; the file is incomplete then.</param>
    /// <inheritdoc
    /// cref="PublishToAsync(Stream, WorkshopSeries, string, Instant, IDateTimeZoneProvider, RenamedZoneIds, ChangedZoneRules,
    /// CancellationToken)"
    /// path="/summary|/returns|/exception"/>
    public static Task<ValueList<ZoneEncoding>> PublishToAsync(
        PipeWriter writer,
        WorkshopSeries series,
        string language,
        Instant at,
        IDateTimeZoneProvider? zones = null,
        RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current,
        ChangedZoneRules changedZoneRules = ChangedZoneRules.Utc,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var (chunks, encodings) = Render(series, language, at, zones, new(renamedZoneIds, changedZoneRules));
        return WriteAsync(ChunkWriter.WriteAsync(writer, chunks, cancellationToken), encodings);
    }

    private static (IEnumerable<ReadOnlyMemory<byte>> Chunks, ValueList<ZoneEncoding> Encodings) Render(
        WorkshopSeries series,
        string language,
        Instant at,
        IDateTimeZoneProvider? zones,
        ZoneOptions options)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var provider = Validate(series, zones);
        var texts = SeriesLanguage.ChooseSentences(series, language, InvitationTexts.ForLanguage);
        var titles = SeriesLanguage.ChooseTitles(series, language, texts);
        var text = new EventTexts(series, texts, titles, provider[series.Zone], provider);
        var times = new CalendarTimeZones(series, series.Workshops, VTimeZoneProfile.Series, provider, options);
        return (new PublishedCalendarWriter(series, text, times, provider).Render(at), times.Encodings);
    }

    private static async Task<ValueList<ZoneEncoding>> WriteAsync(Task writing, ValueList<ZoneEncoding> encodings)
    {
        await writing.ConfigureAwait(false);
        return encodings;
    }
}
