using System.Text;
using System.Text.Json;
using Better.Calendar.Model;
using Better.Calendar.Replies;

namespace Better.Calendar;

/// <summary>An attendance as a JSON document: what a host keeps between two looks into its mailbox.</summary>
/// <remarks>
/// The page <c>samples/docs/documents.md</c> lists its properties. Reading what was written gives an equal attendance; the same
/// attendance gives the same bytes. Documents of an earlier format are read, and written in the format of today.
/// </remarks>
public static class AttendanceDocument
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidSeriesException">It is no such document; all faults are named, each with its path.</exception>
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
            throw new InvalidSeriesException([new($"line {problem.LineNumber + 1}, column {problem.BytePositionInLine + 1}", "this is not JSON")]);
        }
    }

    /// <summary>Writes a document: JSON, indented, lines ended by LF.</summary>
    public static string Write(Attendance attendance)
    {
        ArgumentNullException.ThrowIfNull(attendance);
        using var bytes = new MemoryStream();
        DocumentWriter.Write(bytes, new AttendanceJson(attendance), AttendanceJsonContext.Default.AttendanceJson);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
