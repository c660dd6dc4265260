using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Better.Calendar.Model;

/// <summary>What all JSON documents have in common: their layout, and how a text or a table stands in them.</summary>
internal static class DocumentWriter
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",

        // The document is a file for people, not a piece of a web page: "ű" stays "ű".
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a document in UTF-8.</summary>
    public static void Write<T>(Stream stream, T document, JsonTypeInfo<T> type)
    {
        using var json = new Utf8JsonWriter(stream, Layout);
        JsonSerializer.Serialize(json, document, type);
    }

    /// <summary>A text by language. One that came as a plain string goes as one.</summary>
    public static JsonNode? Text(LocalizedText? text) =>
        text is null ? null
        : text.Languages.Count == 1 && text.Languages.Contains(LanguageTag.Undetermined) ? text[LanguageTag.Undetermined]
        : Table(text.Languages, static language => language, language => text[language]);

    /// <summary>An object whose properties are named by the items, in their order.</summary>
    public static JsonObject Table<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode> value) =>
        new(items.Select(item => new KeyValuePair<string, JsonNode?>(name(item), value(item))));

    /// <summary>The name of an enumeration's member, in small letters.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
