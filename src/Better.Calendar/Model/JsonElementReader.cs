using System.Text.Json;

namespace Better.Calendar.Model;

/// <summary>Reads one value for a converter with the readers of documents.</summary>
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
}
