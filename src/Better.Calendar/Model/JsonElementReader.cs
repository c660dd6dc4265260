using System.Runtime.InteropServices;
using System.Text.Json;

namespace Better.Calendar.Model;

/// <summary>Reads values and names of JSON, whatever they contain.</summary>
internal static class JsonElementReader
{
    /// <summary>A function that reads a value, and throws <see cref="InvalidSeriesException"/> if it is not valid.</summary>
    public delegate T Parser<out T>(JsonElement element);

    /// <exception cref="JsonException">The value is not valid; the inner exception lists all errors.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, Parser<T> parse)
    {
        var start = reader.TokenStartIndex;
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            Guard.ThrowIfTooLong(
                (int)Math.Min(reader.BytesConsumed - start, int.MaxValue),
                InputLimits.DocumentBytes,
                "SeriesDocument reads a longer one of your own");
            return parse(document.RootElement);
        }
        catch (InvalidSeriesException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    /// <summary>The string or the property name; null if it contains an unpaired surrogate.</summary>
    public static string? GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The string; null when the element is not a string or contains an unpaired surrogate.</summary>
    public static string? GetString(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name; one with an unpaired surrogate is replaced by a non-character, which no rule accepts.</summary>
    public static string GetName(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFF";
        }
    }

    /// <summary>
    /// Whether a property has a name in ASCII that is written without escapes; without a copy of it, and without the exceptions that
    /// unpaired surrogates cause.
    /// </summary>
    public static bool HasPlainName(JsonProperty property, string name)
    {
        var written = JsonMarshal.GetRawUtf8PropertyName(property);
        var isSame = written.Length == name.Length;
        for (var at = 0; isSame && at < name.Length; at++)
        {
            isSame = written[at] == name[at];
        }

        return isSame;
    }
}
