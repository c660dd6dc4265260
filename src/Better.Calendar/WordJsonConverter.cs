using System.Text.Json;
using System.Text.Json.Serialization;

namespace Better.Calendar;

/// <summary>Reads and writes the members of an enumeration as words: <c>"accepted"</c>. All enumerations of the library have it.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <remarks>Words are read in any case. Numbers are refused: they would change their meaning with a later version.</remarks>
public sealed class WordJsonConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Parse(reader.GetString()!)
            : throw new JsonException($"This must be one of the words {Words}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(WordList.Format(value));
    }

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(WordList.Format(value));
    }

    private static string Words => string.Join(", ", WordList.GetWords<T>());

    private static T Parse(string text) =>
        WordList.Parse<T>(text) ?? throw new JsonException($"\"{text}\" is not one of the words {Words}.");
}
