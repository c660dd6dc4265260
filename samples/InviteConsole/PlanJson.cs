using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Better.Calendar;

namespace InviteConsole;

/// <summary>A plan for programs: the same as the tables, and each email's key.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Serialize(SeriesRevision plan) => JsonSerializer.Serialize(
        new
        {
            Series = plan.Series.Id,
            plan.Series.State!.Revision,
            At = plan.Timestamp.ToString(),
            Messages = plan.Emails.Select((message, i) => new
            {
                Order = i + 1,
                message.Kind,
                Workshop = message.Workshop!.Id,
                message.Workshop.Sequence,
                To = ToJsonObject(message.Recipient),
                message.RequestsNewResponse,
                message.Reason,
                message.Explanation,
                Changes = message.Changes.Select(change => new { change.Field, change.Significance, change.Before, change.After }),
                message.Key,
            }),
            Silences = plan.Skipped.Select(silence => new { Workshop = silence.WorkshopId, silence.Reason, silence.Explanation, To = silence.Recipients.Select(ToJsonObject) }),
        },
        Options);

    private static object ToJsonObject(Better.Calendar.Participant person) => new { person.Name, Email = person.Email.Value };
}
