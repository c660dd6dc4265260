using System.Text.Json;
using System.Text.Json.Serialization;
using Better.Calendar.Replies;

namespace Better.Calendar;

/// <summary>Reads and writes an attendance in JSON by the rules of <see cref="AttendanceDocument"/>.</summary>
/// <remarks>
/// It contains the addresses of all who responded. A document that is not valid is refused with a <see cref="JsonException"/>, whose inner
/// exception is the <see cref="InvalidSeriesException"/> with all errors.
/// </remarks>
public sealed class AttendanceJsonConverter : JsonConverter<Attendance>
{
    /// <inheritdoc/>
    public override Attendance Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return new AttendanceDocumentReader().Read(document.RootElement);
        }
        catch (InvalidSeriesException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Attendance value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, new AttendanceJson(value), AttendanceJsonContext.Default.AttendanceJson);
    }
}
