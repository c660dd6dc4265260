using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Better.Calendar.Model;
using Better.Calendar.Publishing;
using NodaTime;

namespace Better.Calendar;

/// <summary>A series for search engines: schema.org's EventSeries with its events, as JSON-LD for a web page.</summary>
/// <remarks>
/// Put it between <c>&lt;script type="application/ld+json"&gt;</c> and <c>&lt;/script&gt;</c> as it is: no text in it can end the
/// element. No participants, no passcodes, no e-mail address.
/// </remarks>
public static class SeriesJsonLd
{
    // Letters of all scripts stay readable; < > & ' " and what looks like a line's end to a script are written as \uXXXX.
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>The JSON, lines ended by LF.</summary>
    /// <param name="series">The series.</param>
    /// <param name="language">The language of its texts (BCP 47); where a text is not there in it, the series' language.</param>
    /// <param name="options">Whether join links stand in it; null: the defaults.</param>
    /// <param name="zones">Where zone rules come from; null: NodaTime's TZDB.</param>
    /// <exception cref="InvalidSeriesException">The series has faults.</exception>
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
            new JsonLdWriter(json, series, language, options ?? new(), provider).Write();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }
}
