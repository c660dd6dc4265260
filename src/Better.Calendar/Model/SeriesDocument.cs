using System.Text;
using System.Text.Json;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>A series as a JSON document: what a host keeps in a file or a database.</summary>
/// <remarks>
/// The page <c>samples/docs/documents.md</c> lists its properties. Reading what was written gives an equal series; the same series
/// gives the same bytes. Documents of an earlier format are read, and written in the format of today.
/// </remarks>
public static class SeriesDocument
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document's text.</param>
    /// <param name="zones">Where time zones come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">It is no such document; all faults are named, each with its path.</exception>
    public static WorkshopSeries Read(string json, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out _, zones);
    }

    /// <inheritdoc cref="Read(string, IDateTimeZoneProvider)" path="/summary|/exception"/>
    /// <param name="json">The document's text.</param>
    /// <param name="notes">What was understood in another way than it was written: a Windows zone, a zone in other capitals.</param>
    /// <param name="zones">Where time zones come from; null: NodaTime's TZDB.</param>
    public static WorkshopSeries Read(string json, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'));
            var reader = new SeriesDocumentReader(zones ?? DateTimeZoneProviders.Tzdb);
            var series = reader.Read(document.RootElement);
            notes = reader.Notes.ToValueList();
            return series;
        }
        catch (JsonException problem)
        {
            throw new InvalidSeriesException(
                [new($"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}", $"this is not JSON: {FirstSentence(problem.Message)}")]);
        }
    }

    /// <summary>Reads a document in UTF-8, with or without a byte order mark.</summary>
    /// <inheritdoc cref="Read(string, IDateTimeZoneProvider)" path="/exception"/>
    /// <param name="document">The document; read to its end, not closed.</param>
    /// <param name="zones">Where time zones come from; null: NodaTime's TZDB.</param>
    public static WorkshopSeries Read(Stream document, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Read(document, out _, zones);
    }

    /// <inheritdoc cref="Read(Stream, IDateTimeZoneProvider)" path="/summary|/exception"/>
    /// <param name="document">The document; read to its end, not closed.</param>
    /// <param name="notes">What was understood in another way than it was written: a Windows zone, a zone in other capitals.</param>
    /// <param name="zones">Where time zones come from; null: NodaTime's TZDB.</param>
    public static WorkshopSeries Read(Stream document, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var bytes = new MemoryStream();
        document.CopyTo(bytes);
        try
        {
            return Read(StrictUtf8.GetString(bytes.ToArray()), out notes, zones);
        }
        catch (DecoderFallbackException problem)
        {
            throw new InvalidSeriesException([new($"byte {problem.Index + 1}", "the document is not in UTF-8; save it as UTF-8")]);
        }
    }

    /// <summary>Writes a document: JSON, indented, lines ended by LF.</summary>
    public static string Write(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var bytes = new MemoryStream();
        Write(series, bytes);
        return StrictUtf8.GetString(bytes.ToArray());
    }

    /// <summary>Writes a document in UTF-8 without a byte order mark.</summary>
    /// <param name="series">The series.</param>
    /// <param name="document">Where to write; not closed.</param>
    public static void Write(WorkshopSeries series, Stream document)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(document);
        DocumentWriter.Write(document, new SeriesJson(series), SeriesJsonContext.Default.SeriesJson);
    }

    // System.Text.Json appends "LineNumber: …", which stands in the place already.
    private static string FirstSentence(string message) => message.Split([" LineNumber:"], StringSplitOptions.None)[0];
}
