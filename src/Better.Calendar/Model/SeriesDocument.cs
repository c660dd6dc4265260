using System.Text;
using System.Text.Json;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>Reads and writes a series as a JSON document, for a file or a database.</summary>
/// <remarks>
/// The page <c>samples/docs/documents.md</c> lists the properties. Reading a written document gives an equal series; an equal series
/// gives the same bytes. Documents of an earlier format are read; documents are always written in the current format.
/// </remarks>
/// <example>
/// <code>
/// var series = SeriesDocument.Read(File.ReadAllText("series.json"));
/// File.WriteAllText("series.json", SeriesDocument.Write(series));
/// </code>
/// </example>
public static class SeriesDocument
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a series from a document.</summary>
    /// <param name="json">The text of the document.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <exception cref="InvalidSeriesException">The document is not valid; all errors are listed, each with its path.</exception>
    public static WorkshopSeries Read(string json, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out _, zones);
    }

    /// <inheritdoc cref="Read(string, IDateTimeZoneProvider)" path="/summary|/exception"/>
    /// <param name="json">The text of the document.</param>
    /// <param name="notes">Values that were read differently than they were written, such as a Windows time zone name.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
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
                [new(
                    $"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}",
                    $"this is not JSON: {FirstSentence(problem.Message)}")]);
        }
    }

    /// <summary>Reads a series from a document in UTF-8, with or without a byte order mark.</summary>
    /// <inheritdoc cref="Read(string, IDateTimeZoneProvider)" path="/exception"/>
    /// <param name="document">The document; read to its end, not closed.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    public static WorkshopSeries Read(Stream document, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Read(document, out _, zones);
    }

    /// <inheritdoc cref="Read(Stream, IDateTimeZoneProvider)" path="/summary|/exception"/>
    /// <param name="document">The document; read to its end, not closed.</param>
    /// <param name="notes">Values that were read differently than they were written, such as a Windows time zone name.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
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
            throw new InvalidSeriesException([new($"byte {problem.Index + 1}", "the document is not encoded in UTF-8; save it as UTF-8")]);
        }
    }

    /// <summary>Writes a series as an indented JSON document with LF line endings.</summary>
    public static string Write(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var bytes = new MemoryStream();
        Write(series, bytes);
        return StrictUtf8.GetString(bytes.ToArray());
    }

    /// <summary>Writes a series as a document in UTF-8 without a byte order mark.</summary>
    /// <param name="series">The series.</param>
    /// <param name="document">The stream to write to; not closed.</param>
    public static void Write(WorkshopSeries series, Stream document)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(document);
        DocumentWriter.Write(document, new SeriesJson(series), SeriesJsonContext.Default.SeriesJson);
    }

    // System.Text.Json appends "LineNumber: …", which the location already states.
    private static string FirstSentence(string message) => message.Split([" LineNumber:"], StringSplitOptions.None)[0];
}
