using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>
/// An email before it is rendered: references to the data it is made of. About 500 bytes, while the rendered email has about 14 kilobytes.
/// </summary>
/// <remarks>The series documents that it refers to are in the store once each, under the SHA-256 hash of their bytes.</remarks>
public sealed record OutboxMessage
{
    /// <summary>The idempotency key: <see cref="PlannedEmail.Key"/>. A store keeps only the first email with a key.</summary>
    public required string Key { get; init; }

    /// <summary>The id of the series.</summary>
    public required string SeriesId { get; init; }

    /// <summary>The hash of the series document without participants.</summary>
    public required string SeriesHash { get; init; }

    /// <summary>
    /// The hash of the series document with all participants; read only if emails list the participants
    /// (<see cref="InvitationOptions.Privacy"/>).
    /// </summary>
    public required string ParticipantsHash { get; init; }

    /// <summary>The email's Date and DTSTAMP, in seconds since 1970 UTC.</summary>
    public required long TimestampSeconds { get; init; }

    /// <summary>What the email is for.</summary>
    public required EmailKind Kind { get; init; }

    /// <summary>The email address of the recipient.</summary>
    public required string Recipient { get; init; }

    /// <summary>The recipient as the email describes them.</summary>
    public required RecipientSnapshot RecipientSnapshot { get; init; }

    /// <summary>The id of the workshop that it is about; null: the whole series.</summary>
    public string? WorkshopId { get; init; }

    /// <summary>The SEQUENCE of the calendar event in the email (RFC 5545, 3.8.7.4).</summary>
    public int Sequence { get; init; }

    /// <summary>The SEQUENCE of the recipient's first invitation.</summary>
    public int FirstSequence { get; init; }

    /// <summary>The number of the revision that planned it.</summary>
    public int Revision { get; init; }

    /// <summary>Whether an earlier response no longer counts and the recipient must respond again.</summary>
    public bool RequestsNewResponse { get; init; }

    /// <summary>The recipient's response as the plan knew it; null if it knew of none.</summary>
    public ParticipationStatus? Response { get; init; }

    /// <inheritdoc cref="PlannedEmail.HasNewMeeting"/>
    public bool HasNewMeeting { get; init; }

    /// <inheritdoc cref="PlannedEmail.Note"/>
    public LocalizedText? Note { get; init; }

    /// <summary>
    /// The hash of a document with the workshop alone, if it is not in the series or differs there; null: the series has it.
    /// </summary>
    public string? WorkshopSnapshotHash { get; init; }

    /// <summary>Whether it is about the whole course, without a calendar part (<see cref="PlannedEmail.IsCourseEmail"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCourseEmail { get; init; }

    /// <inheritdoc cref="PlannedEmail.FollowsFeed"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FollowsFeed { get; init; }

    /// <inheritdoc cref="PlannedEmail.SeriesSequence"/>
    public int? SeriesSequence { get; init; }

    /// <inheritdoc cref="PlannedEmail.OccurrenceResponses"/>
    public IReadOnlyList<OccurrenceResponse>? OccurrenceResponses { get; init; }

    /// <summary>
    /// For an update: the hash of a document with the workshop, or the workshops of a recurring event, as the recipient was last notified
    /// of them; otherwise null.
    /// </summary>
    public string? PreviousWorkshopSnapshotHash { get; init; }

    /// <summary>
    /// What of the <see cref="InvitationOptions"/> decides how the email looks, where it differs from the defaults; null: unknown. A worker
    /// with other options does not send it.
    /// </summary>
    public string? Rendering { get; init; }

    /// <summary>
    /// The trace context in which it was posted (W3C Trace Context, <c>traceparent</c>), which the sending continues; null: none.
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// Emails with the same ordering key, which are those to one recipient of a series, are sent one after the other in the order in which
    /// they were added. So a cancellation never overtakes its invitation, even if one is about a workshop and the other about the whole
    /// series.
    /// </summary>
    [JsonIgnore]
    public string OrderingKey => $"{SeriesId.ToLowerInvariant()}/{Recipient}";

    /// <summary>The recipient's domain.</summary>
    [JsonIgnore]
    public string RecipientDomain => Recipient[(Recipient.LastIndexOf('@') + 1)..];

    /// <summary>The email's Date and DTSTAMP.</summary>
    [JsonIgnore]
    public Instant Timestamp => Instant.FromUnixTimeSeconds(TimestampSeconds);

    /// <summary>Writes the email as a store keeps it: JSON on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, OutboxMessageJsonContext.Default.OutboxMessage);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not the JSON of an <see cref="OutboxMessage"/>.</exception>
    public static OutboxMessage FromJson(string json) =>
        JsonSerializer.Deserialize(json, OutboxMessageJsonContext.Default.OutboxMessage)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutboxMessage))]
internal sealed partial class OutboxMessageJsonContext : JsonSerializerContext;
