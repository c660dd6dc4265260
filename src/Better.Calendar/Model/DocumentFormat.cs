using System.Text.Json;

namespace Better.Calendar.Model;

/// <summary>The format of a document: a whole number that is raised when an older reader would misunderstand what is written.</summary>
internal static class DocumentFormat
{
    /// <summary>The names of a document's properties.</summary>
    public static HashSet<string> Names(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object ? [.. JsonObjectReader.EnumerateProperties(root).Select(static property => property.Name)] : [];

    /// <summary>What the document says of its format; null where it says nothing, or no number.</summary>
    public static int? Of(JsonElement root) =>
        Element(root) is not { } format ? null : format.TryGetInt32(out var number) ? number : int.MaxValue;

    /// <summary>Refuses a document from the future before anything else is said about it.</summary>
    /// <exception cref="InvalidSeriesException">The document has a later format than the one that is read here.</exception>
    public static void Demand(JsonElement root, int format)
    {
        // Before the properties are looked at: of a later format nearly all would be called unknown, which helps nobody.
        if (Of(root) > format)
        {
            throw new InvalidSeriesException(
                [new("format", $"is {Element(root)!.Value.GetRawText()}, and this version reads up to {format}: a newer version wrote the document; use that one, nothing was changed")]);
        }
    }

    private static JsonElement? Element(JsonElement root) =>
        root.ValueKind != JsonValueKind.Object ? null
        : JsonObjectReader.EnumerateProperties(root).Where(static property => property.Name == "format" && property.Value.ValueKind == JsonValueKind.Number)
            .Select(static property => (JsonElement?)property.Value).LastOrDefault();
}
