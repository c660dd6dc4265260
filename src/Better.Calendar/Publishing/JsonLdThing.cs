using System.Text.Json.Serialization;

namespace Better.Calendar.Publishing;

/// <summary>The metadata of <see cref="JsonLdThing"/>, generated at compile time, so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonLdThing))]
[JsonSerializable(typeof(JsonLdThing[]))]
internal sealed partial class JsonLdContext : JsonSerializerContext;

/// <summary>
/// A thing of schema.org, with the properties that any of our types has. They are written in this order; null is not written.
/// </summary>
internal sealed record JsonLdThing
{
    public JsonLdThing(string type) => Type = type;

    [JsonPropertyName("@context")]
    public string? Context { get; init; }

    [JsonPropertyName("@type")]
    public string Type { get; }

    [JsonPropertyName("@id")]
    public string? Id { get; init; }

    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? InLanguage { get; init; }
    public string? Url { get; init; }
    public string? Image { get; init; }
    public string? Identifier { get; init; }
    public string? StartDate { get; init; }
    public string? EndDate { get; init; }
    public string? EventStatus { get; init; }
    public string? EventAttendanceMode { get; init; }

    /// <summary>One <see cref="JsonLdThing"/>, or an array of them when an event is online and on site.</summary>
    public object? Location { get; init; }

    public JsonLdThing? Organizer { get; init; }
    public JsonLdThing? Performer { get; init; }
    public JsonLdThing? SuperEvent { get; init; }
    public IEnumerable<JsonLdThing>? SubEvent { get; init; }
    public JsonLdThing? Address { get; init; }
    public string? StreetAddress { get; init; }
    public string? AddressLocality { get; init; }
    public JsonLdThing? Geo { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public string? HasMap { get; init; }
    public JsonLdThing? HomeLocation { get; init; }
}
