using System.Text.Json;
using System.Text.Json.Serialization;
using Better.Calendar;

namespace WebHost.Organizer.Responses;

/// <summary>A mail that a person has to look at, because it is no response that counts.</summary>
/// <param name="Key">Identifies the mail (<see cref="ReplyResult.MessageKey"/>).</param>
/// <param name="Kind">Why it was set aside.</param>
/// <param name="Email">Who wrote it; null if that is not known.</param>
/// <param name="WorkshopId">Which workshop it is about; null if it does not say.</param>
/// <param name="Status">What it seems to respond; null if nothing.</param>
/// <param name="Text">The line that says so, its subject, or what is wrong with it.</param>
internal sealed record SetAsideMail(
    string Key, SetAsideKind Kind, string? Email, string? WorkshopId, ParticipationStatus? Status, string Text)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What a person has to look at; null for a reply that the attendance has taken in.</summary>
    public static SetAsideMail? FromReply(ReplyResult reply) => reply switch
    {
        UnrecognizedMail { Suggestion: { } suggestion } => new(
            reply.MessageKey, SetAsideKind.Suggestion, suggestion.Email.Value, suggestion.WorkshopId, suggestion.Status, suggestion.Text),
        UnrecognizedMail unrecognized => new(reply.MessageKey, SetAsideKind.Unrecognized, null, null, null, unrecognized.Detail),
        AutoReply automatic => new(reply.MessageKey, SetAsideKind.Automatic, automatic.Email?.Value, null, null, automatic.Subject),
        RefreshRequest refresh => new(
            reply.MessageKey, SetAsideKind.RefreshRequest, refresh.Sender.Email.Value, refresh.WorkshopId, null, ""),
        _ => null,
    };

    public static string Write(IEnumerable<SetAsideMail> mails) => JsonSerializer.Serialize(mails, Json);

    public static IReadOnlyList<SetAsideMail> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<SetAsideMail>>(json, Json)!;
}

/// <summary>Why a mail was set aside.</summary>
internal enum SetAsideKind
{
    /// <summary>Its words look like a response.</summary>
    Suggestion,

    /// <summary>It asks for the invitation again.</summary>
    RefreshRequest,

    /// <summary>A program wrote it, such as an out-of-office reply.</summary>
    Automatic,

    /// <summary>It is no reply, or cannot be read.</summary>
    Unrecognized,
}
