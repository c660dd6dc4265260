using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
    /// <summary>The longest document that is read unless the caller says otherwise: 10 MB, tens of thousands of participants.</summary>
    public const int DefaultMaxLength = InputLimits.DocumentBytes;

    private static readonly JsonTypeInfo<SeriesJson> Type = DocumentWriter.WithLayout(SeriesJsonContext.Default.SeriesJson);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Lazy<string> LazySchema = new(static () =>
    {
        using var resource = typeof(SeriesDocument).Assembly.GetManifestResourceStream("Better.Calendar.series.schema.json")!;
        using var reader = new StreamReader(resource, StrictUtf8);
        return reader.ReadToEnd();
    });

    /// <summary>
    /// The JSON schema of the document (draft 7), by which editors complete and check it; also the file <c>series.schema.json</c> of the
    /// package. A document may name it as <c>$schema</c>. Reading checks more, such as dates and references.
    /// </summary>
    public static string Schema => LazySchema.Value;

    /// <summary>Reads a series from a document.</summary>
    /// <param name="json">The text of the document.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="maxLength">The longest document that is read, in bytes of UTF-8 or in characters of a string; raise it for documents of
    /// your own that hold tens of thousands of participants, not for what others send.</param>
    /// <exception cref="InvalidSeriesException">The document is not valid; all errors are listed, each with its path.</exception>
    public static WorkshopSeries Read(string json, IDateTimeZoneProvider? zones = null, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out _, zones, maxLength);
    }

    /// <inheritdoc cref="Read(string, IDateTimeZoneProvider, int)" path="/summary|/exception"/>
    /// <param name="json">The text of the document.</param>
    /// <param name="notes">Values that were read differently than they were written, such as a Windows time zone name.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="maxLength">The longest document that is read, in bytes of UTF-8 or in characters of a string; raise it for documents of
    /// your own that hold tens of thousands of participants, not for what others send.</param>
    public static WorkshopSeries Read(
        string json, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones = null, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(json);
        Guard.ThrowIfTooLong(json.Length, maxLength, "for a longer one of your own, pass maxLength");
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
    /// <inheritdoc cref="Read(string, IDateTimeZoneProvider, int)" path="/exception"/>
    /// <param name="document">The document; read to its end, not closed.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="maxLength">The longest document that is read, in bytes of UTF-8 or in characters of a string; raise it for documents of
    /// your own that hold tens of thousands of participants, not for what others send.</param>
    public static WorkshopSeries Read(Stream document, IDateTimeZoneProvider? zones = null, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Read(document, out _, zones, maxLength);
    }

    /// <inheritdoc cref="Read(Stream, IDateTimeZoneProvider, int)" path="/summary|/exception"/>
    /// <param name="document">The document; read to its end, not closed.</param>
    /// <param name="notes">Values that were read differently than they were written, such as a Windows time zone name.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="maxLength">The longest document that is read, in bytes of UTF-8 or in characters of a string; raise it for documents of
    /// your own that hold tens of thousands of participants, not for what others send.</param>
    public static WorkshopSeries Read(
        Stream document, out ValueList<ParseNote> notes, IDateTimeZoneProvider? zones = null, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Read(BoundedReader.Read(document, maxLength), out notes, zones, maxLength);
    }

    /// <summary>Reads a series from a document in UTF-8 without synchronous I/O, as a web server asks for.</summary>
    /// <param name="document">The document, such as the body of a request; read to its end, not closed.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <param name="maxLength">The longest document that is read, in bytes; raise it for documents of your own that hold tens of thousands
    /// of participants, not for what others send.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidSeriesException">The document is not valid; all errors are listed, each with its path.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<WorkshopSeries> ReadAsync(
        Stream document,
        IDateTimeZoneProvider? zones = null,
        int maxLength = DefaultMaxLength,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ReadAllAsync(document, zones, maxLength, cancellationToken);
    }

    /// <summary>Writes a series as an indented JSON document with LF line endings.</summary>
    public static string Write(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return JsonSerializer.Serialize(new SeriesJson(series), Type);
    }

    /// <summary>Writes a series as an indented JSON document with LF line endings.</summary>
    /// <param name="series">The series.</param>
    /// <param name="options">What the document has besides the series.</param>
    public static string Write(WorkshopSeries series, SeriesDocumentOptions options)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        return JsonSerializer.Serialize(new SeriesJson(series, options), Type);
    }

    /// <summary>Writes a series as a document in UTF-8 without a byte order mark.</summary>
    /// <param name="series">The series.</param>
    /// <param name="document">The stream to write to; not closed.</param>
    public static void Write(WorkshopSeries series, Stream document)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(document);
        JsonSerializer.Serialize(document, new SeriesJson(series), Type);
    }

    /// <summary>Writes a series as a document in UTF-8 without a byte order mark.</summary>
    /// <param name="series">The series.</param>
    /// <param name="writer">The writer whose memory is filled.</param>
    /// <param name="options">What the document has besides the series; null for the defaults.</param>
    public static void Write(WorkshopSeries series, IBufferWriter<byte> writer, SeriesDocumentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(writer);
        DocumentWriter.Write(writer, new SeriesJson(series, options), Type);
    }

    /// <summary>Writes a series as a document in UTF-8 without synchronous I/O, as a web server asks for.</summary>
    /// <param name="series">The series.</param>
    /// <param name="document">The stream to write to, such as the body of a response; not closed.</param>
    /// <param name="options">What the document has besides the series; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the writing; the document is incomplete then.</param>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public static Task WriteAsync(
        WorkshopSeries series,
        Stream document,
        SeriesDocumentOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(document);
        return JsonSerializer.SerializeAsync(document, new SeriesJson(series, options), Type, cancellationToken);
    }

    /// <param name="series">The series.</param>
    /// <param name="writer">The pipe to write to, such as the <c>BodyWriter</c> of a response; flushed, and not completed.</param>
    /// <param name="options">What the document has besides the series; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the writing; the document is incomplete then.</param>
    /// <inheritdoc cref="WriteAsync(WorkshopSeries, Stream, SeriesDocumentOptions, CancellationToken)" path="/summary|/exception"/>
    public static Task WriteAsync(
        WorkshopSeries series,
        PipeWriter writer,
        SeriesDocumentOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(writer);
        return JsonSerializer.SerializeAsync(writer, new SeriesJson(series, options), Type, cancellationToken);
    }

    private static async Task<WorkshopSeries> ReadAllAsync(
        Stream document,
        IDateTimeZoneProvider? zones,
        int maxLength,
        CancellationToken cancellationToken) =>
        Read(
            await BoundedReader.ReadAsync(document, maxLength, cancellationToken).ConfigureAwait(false),
            out _,
            zones,
            maxLength);

    private static WorkshopSeries Read(
        byte[] document,
        out ValueList<ParseNote> notes,
        IDateTimeZoneProvider? zones,
        int maxLength)
    {
        Guard.ThrowIfTooLong(document.Length, maxLength, "for a longer one of your own, pass maxLength");
        try
        {
            return Read(StrictUtf8.GetString(document), out notes, zones, maxLength);
        }
        catch (DecoderFallbackException problem)
        {
            throw new InvalidSeriesException([new($"byte {problem.Index + 1}", "the document is not encoded in UTF-8; save it as UTF-8")]);
        }
    }

    // System.Text.Json appends "LineNumber: …", which the location already states.
    private static string FirstSentence(string message) => message.Split([" LineNumber:"], StringSplitOptions.None)[0];
}
