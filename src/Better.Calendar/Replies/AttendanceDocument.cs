using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Better.Calendar.Model;
using Better.Calendar.Replies;

namespace Better.Calendar;

/// <summary>
/// Reads and writes an <see cref="Attendance"/> as a JSON document, which the host stores between two readings of its mailbox.
/// </summary>
/// <remarks>
/// The page <c>samples/docs/documents.md</c> lists its properties. Reading what was written gives an equal attendance; the same
/// attendance always gives the same text. Documents in an older format can be read; the current format is written.
/// </remarks>
public static class AttendanceDocument
{
    private static readonly JsonTypeInfo<AttendanceJson> Type = DocumentWriter.WithLayout(AttendanceJsonContext.Default.AttendanceJson);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The text of the document; a byte order mark at its beginning is skipped.</param>
    /// <exception cref="InvalidSeriesException">The text is not a valid attendance document. The exception lists all errors, each with its
    /// path.</exception>
    public static Attendance Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'));
            return Read(document);
        }
        catch (JsonException problem)
        {
            throw CreateException(problem);
        }
    }

    /// <summary>Reads a document in UTF-8, with or without a byte order mark.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    /// <param name="stream">The document; read to its end, not closed.</param>
    public static Attendance Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using var document = JsonDocument.Parse(stream);
            return Read(document);
        }
        catch (JsonException problem)
        {
            throw CreateException(problem);
        }
    }

    /// <summary>Reads a document in UTF-8 without synchronous I/O, as a web server asks for.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    /// <param name="stream">The document, such as the body of a request; read to its end, not closed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<Attendance> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadAllAsync(stream, cancellationToken);
    }

    /// <summary>Writes an attendance as a JSON document: indented, with LF as the line ending.</summary>
    public static string Write(Attendance attendance)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        return JsonSerializer.Serialize(new AttendanceJson(attendance), Type);
    }

    /// <summary>Writes an attendance as a document in UTF-8 without a byte order mark.</summary>
    /// <param name="attendance">The attendance.</param>
    /// <param name="stream">The stream to write to; not closed.</param>
    public static void Write(Attendance attendance, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, new AttendanceJson(attendance), Type);
    }

    /// <summary>Writes an attendance as a document in UTF-8 without a byte order mark.</summary>
    /// <param name="attendance">The attendance.</param>
    /// <param name="writer">The writer whose memory is filled.</param>
    public static void Write(Attendance attendance, IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        ArgumentNullException.ThrowIfNull(writer);
        DocumentWriter.Write(writer, new AttendanceJson(attendance), Type);
    }

    /// <summary>Writes an attendance as a document in UTF-8 without synchronous I/O, as a web server asks for.</summary>
    /// <param name="attendance">The attendance.</param>
    /// <param name="stream">The stream to write to, such as the body of a response; not closed.</param>
    /// <param name="cancellationToken">Ends the writing; the document is incomplete then.</param>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public static Task WriteAsync(Attendance attendance, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        ArgumentNullException.ThrowIfNull(stream);
        return JsonSerializer.SerializeAsync(stream, new AttendanceJson(attendance), Type, cancellationToken);
    }

    /// <param name="attendance">The attendance.</param>
    /// <param name="writer">The pipe to write to, such as the <c>BodyWriter</c> of a response; flushed, and not completed.</param>
    /// <param name="cancellationToken">Ends the writing; the document is incomplete then.</param>
    /// <inheritdoc cref="WriteAsync(Attendance, Stream, CancellationToken)" path="/summary|/exception"/>
    public static Task WriteAsync(Attendance attendance, PipeWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        ArgumentNullException.ThrowIfNull(writer);
        return JsonSerializer.SerializeAsync(writer, new AttendanceJson(attendance), Type, cancellationToken);
    }

    private static async Task<Attendance> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
            return Read(document);
        }
        catch (JsonException problem)
        {
            throw CreateException(problem);
        }
    }

    private static Attendance Read(JsonDocument document) => new AttendanceDocumentReader().Read(document.RootElement);

    private static InvalidSeriesException CreateException(JsonException problem) =>
        new([new($"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}", "this is not JSON")]);
}
