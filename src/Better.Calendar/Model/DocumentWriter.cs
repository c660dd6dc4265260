using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Better.Calendar.Model;

/// <summary>What all JSON documents share: their layout, and how they represent texts, maps and enumerations.</summary>
internal static class DocumentWriter
{
    /// <summary>Gives the metadata of a document's type the layout of all documents: indented, with LF line endings.</summary>
    public static JsonTypeInfo<T> WithLayout<T>(JsonTypeInfo<T> type)
    {
        var options = new JsonSerializerOptions(type.Options)
        {
            WriteIndented = true,
            NewLine = "\n",

            // People read the document, and it is never embedded in HTML: "ű" stays "ű".
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    /// <summary>Writes a document in UTF-8.</summary>
    public static void Write<T>(IBufferWriter<byte> writer, T document, JsonTypeInfo<T> type)
    {
        var options = type.Options;
        using var json = new Utf8JsonWriter(
            writer,
            new() { Indented = options.WriteIndented, NewLine = options.NewLine, Encoder = options.Encoder });
        JsonSerializer.Serialize(json, document, type);
    }

    /// <summary>A text as an object by language; a text without a language tag as a plain string; null for null.</summary>
    public static JsonNode? Text(LocalizedText? text) =>
        text is null ? null
        : text.Languages.Count == 1 && text.Languages.Contains(LanguageTag.Undetermined) ? text[LanguageTag.Undetermined]
        : Table(text.Languages, static language => language, language => text[language]);

    /// <summary>An object with one property for each item, in the order of the items.</summary>
    public static JsonObject Table<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode> value) =>
        new(items.Select(item => new KeyValuePair<string, JsonNode?>(name(item), value(item))));

    /// <inheritdoc cref="WordList.Format"/>
    public static string Word<T>(T value)
        where T : struct, Enum => WordList.Format(value);
}
