using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>
/// Reads and writes a series in JSON by the rules of <see cref="SeriesDocument"/>, but without what the library remembers
/// (<see cref="WorkshopSeries.State"/>): it is for browsers and other programs, and they never see whom emails went to.
/// </summary>
/// <remarks>
/// A document that is invalid or has a <c>state</c> is refused with a <see cref="JsonException"/>, whose inner exception is the
/// <see cref="InvalidSeriesException"/> with all errors. To store a series, use <see cref="SeriesDocument"/>.
/// </remarks>
public sealed class WorkshopSeriesJsonConverter : JsonConverter<WorkshopSeries>
{
    private static readonly JsonTypeInfo<SeriesJson> Metadata = SeriesJsonContext.Default.SeriesJson;

    /// <inheritdoc/>
    public override WorkshopSeries Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElementReader.Read(
            ref reader,
            static root => new SeriesDocumentReader(DateTimeZoneProviders.Tzdb).Read(root, isStateAllowed: false));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WorkshopSeries value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, new SeriesJson(value, SeriesDocumentOptions.WithoutState), Metadata);
    }
}

/// <summary>Reads and writes a workshop in JSON, as it is in a <see cref="SeriesDocument"/>.</summary>
/// <remarks>Rules between workshops, such as unique ids and starts that exist, are checked when the workshop is in a series.</remarks>
public sealed class WorkshopJsonConverter : JsonConverter<Workshop>
{
    /// <inheritdoc/>
    public override Workshop Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElementReader.Read(ref reader, static root => new SeriesDocumentReader(DateTimeZoneProviders.Tzdb).ReadWorkshop(root));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Workshop value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, new WorkshopJson(value), SeriesJsonContext.Default.WorkshopJson);
    }
}

/// <summary>Reads and writes a participant in JSON, as they are in a <see cref="SeriesDocument"/>.</summary>
/// <remarks>Rules between participants and workshops are checked when the participant is in a series.</remarks>
public sealed class ParticipantJsonConverter : JsonConverter<Participant>
{
    /// <inheritdoc/>
    public override Participant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElementReader.Read(ref reader, static root => new SeriesDocumentReader(DateTimeZoneProviders.Tzdb).ReadParticipant(root));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Participant value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, new ParticipantJson(value), SeriesJsonContext.Default.ParticipantJson);
    }
}

/// <summary>
/// Reads and writes a text in JSON: a string in the language of the series, or an object of strings by language,
/// <c>{ "en": "Maps", "hu": "Térképek" }</c>.
/// </summary>
public sealed class LocalizedTextJsonConverter : JsonConverter<LocalizedText>
{
    /// <inheritdoc/>
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElementReader.Read(ref reader, static root =>
        {
            var errors = new List<ValidationError>();
            var text = LocalizedTextReader.Read(
                root,
                InputLimits.Description,
                (language, problem) => errors.Add(new(language ?? "text", problem)));
            return text ?? throw new InvalidSeriesException(errors);
        });

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        DocumentWriter.Text(value)!.WriteTo(writer);
    }
}

/// <summary>Reads and writes an address in JSON as a string: <c>"anna@example.test"</c>.</summary>
public sealed class EmailAddressJsonConverter : JsonConverter<EmailAddress>
{
    /// <inheritdoc/>
    public override EmailAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(ref reader) : throw new JsonException("An email address must be a string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EmailAddress value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc/>
    public override EmailAddress ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(ref reader);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, EmailAddress value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WritePropertyName(value.Value);
    }

    private static EmailAddress Parse(ref Utf8JsonReader reader)
    {
        var text = JsonElementReader.GetString(ref reader);
        string? problem = null;
        return (text is null ? null : EmailAddress.ParseOrNull(text, out problem))
            ?? throw new JsonException($"The email address is not valid: {problem ?? "it contains an unpaired surrogate"}.");
    }
}
