using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>An email before it is printed: what it is made of, by name. Some 500 bytes instead of the 14 kilobytes of the mail.</summary>
/// <remarks>The documents it names are kept once each in the store, under the SHA-256 of their bytes.</remarks>
public sealed record OutboxMessage
{
    /// <summary>Tells this email from every other: <see cref="PlannedEmail.Key"/>. A store takes it once.</summary>
    public required string Key { get; init; }

    /// <summary>The id of the series.</summary>
    public required string SeriesId { get; init; }

    /// <summary>The series as it is told, without its participants: the hash of its document.</summary>
    public required string SeriesHash { get; init; }

    /// <summary>The series with its participants: the hash of its document, read only where emails name them.</summary>
    public required string ParticipantsHash { get; init; }

    /// <summary>The email's Date and DTSTAMP, in seconds since 1970 UTC.</summary>
    public required long TimestampSeconds { get; init; }

    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>Who has that address.</summary>
    public required RecipientSnapshot RecipientSnapshot { get; init; }

    /// <summary>The workshop it is about; null: the whole series.</summary>
    public string? WorkshopId { get; init; }

    /// <summary>The sequence that the email tells.</summary>
    public int Sequence { get; init; }

    /// <summary>The sequence of the recipient's first invitation.</summary>
    public int FirstSequence { get; init; }

    /// <summary>The revision that planned it.</summary>
    public int Revision { get; init; }

    /// <summary>Whether an earlier answer no longer counts.</summary>
    public bool RequestsNewResponse { get; init; }

    /// <summary>Where the workshop is found, if it is not in the series or was otherwise: the hash of a small document.</summary>
    public string? WorkshopSnapshotHash { get; init; }

    /// <summary>For an update, where the workshop is found as the recipient last heard of it: the hash of a small document.</summary>
    public string? PreviousWorkshopSnapshotHash { get; init; }

    /// <summary>
    /// Emails of one lane go out one after the other, in the order they were posted: those to one participant of a series. So no
    /// cancellation overtakes its invitation, also where one of them is about a workshop and the other about the whole series.
    /// </summary>
    [JsonIgnore]
    public string OrderingKey => $"{SeriesId.ToLowerInvariant()}/{Recipient}";

    /// <summary>The recipient's domain.</summary>
    [JsonIgnore]
    public string RecipientDomain => Recipient[(Recipient.LastIndexOf('@') + 1)..];

    /// <summary>The email's Date and DTSTAMP.</summary>
    [JsonIgnore]
    public Instant Timestamp => Instant.FromUnixTimeSeconds(TimestampSeconds);

    /// <summary>The email as a store keeps it: JSON on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OutboxMessageJsonContext.Default.OutboxMessage);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static OutboxMessage FromJson(string json) =>
        JsonSerializer.Deserialize(json, OutboxMessageJsonContext.Default.OutboxMessage)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OutboxMessage))]
internal sealed partial class OutboxMessageJsonContext : JsonSerializerContext;
