using System.Text;
using System.Text.Json;
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
            return new AttendanceDocumentReader().Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new InvalidSeriesException(
                [new($"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}", "this is not JSON")]);
        }
    }

    /// <summary>Writes an attendance as a JSON document: indented, with LF as the line ending.</summary>
    public static string Write(Attendance attendance)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        using var bytes = new MemoryStream();
        DocumentWriter.Write(bytes, new AttendanceJson(attendance), AttendanceJsonContext.Default.AttendanceJson);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
