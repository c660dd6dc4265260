using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Better.Calendar.Model;
using Better.Calendar.Publishing;
using NodaTime;

namespace Better.Calendar;

/// <summary>Writes a series for search engines: a schema.org EventSeries with its events, as JSON-LD for a web page.</summary>
/// <remarks>
/// Write it unchanged between <c>&lt;script type="application/ld+json"&gt;</c> and <c>&lt;/script&gt;</c>: no text in it can end the
/// element. It contains no participants, no passcodes and no email address.
/// </remarks>
/// <example>
/// <code>
/// var html = $"&lt;script type=\"application/ld+json\"&gt;{SeriesJsonLd.Write(series, "en")}&lt;/script&gt;";
/// </code>
/// </example>
public static class SeriesJsonLd
{
    // Letters of all scripts are written unchanged; < > & ' " and characters that JavaScript treats as line ends are written as \uXXXX.
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Returns the JSON-LD with LF line endings.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of the texts (BCP 47); texts that do not have it are in the language of the series.</param>
    /// <param name="options">Whether it contains join links; null means the defaults.</param>
    /// <param name="zones">The source of time zones; null means the TZDB data of NodaTime.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; all are listed.</exception>
    public static string Write(
        WorkshopSeries series, string language, SeriesJsonLdOptions? options = null, IDateTimeZoneProvider? zones = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(language);
        var provider = zones ?? DateTimeZoneProviders.Tzdb;
        SeriesValidator.ThrowIfInvalid(series, provider);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
        {
            JsonSerializer.Serialize(
                json,
                new JsonLdBuilder(series, language, options ?? new(), provider).Build(),
                JsonLdContext.Default.JsonLdThing);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
