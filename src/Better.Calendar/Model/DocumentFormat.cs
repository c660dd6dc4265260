using System.Text.Json;

namespace Better.Calendar.Model;

/// <summary>
/// The <c>format</c> property of a document: a whole number, raised when an older reader would misunderstand the document.
/// </summary>
internal static class DocumentFormat
{
    /// <summary>Whether a document has a property.</summary>
    public static bool Has(JsonElement root, string name) => FindLast(root, name, static _ => true) is not null;

    /// <summary>The format that the document states; null when it states none or states no number.</summary>
    public static int? GetFormat(JsonElement root) =>
        FindFormat(root) is not { } format ? null : format.TryGetInt32(out var number) ? number : int.MaxValue;

    /// <summary>Refuses a document of a later format before its other properties are read.</summary>
    /// <exception cref="InvalidSeriesException">The document has a later format than this version reads.</exception>
    public static void ThrowIfLater(JsonElement root, int format)
    {
        // First of all: a later format would otherwise cause an error for each property that this version does not know.
        if (GetFormat(root) > format)
        {
            throw new InvalidSeriesException(
                [new(
                    "format",
                    $"is {FindFormat(root)!.Value.GetRawText()}, and this version reads up to {format}: a newer version of "
                        + "Better.Calendar wrote the document; read it with that version (nothing was changed)")]);
        }
    }

    private static JsonElement? FindFormat(JsonElement root) =>
        FindLast(root, "format", static value => value.ValueKind == JsonValueKind.Number);

    // Without a copy of each name: a document of strangers may have a million of them.
    private static JsonElement? FindLast(JsonElement root, string name, Func<JsonElement, bool> isWanted)
    {
        JsonElement? found = null;
        if (root.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in root.EnumerateObject())
            {
                found = JsonElementReader.HasPlainName(property, name) && isWanted(property.Value) ? property.Value : found;
            }
        }

        return found;
    }
}
