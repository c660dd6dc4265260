using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Better.Calendar.Revisions;

namespace InviteConsole;

/// <summary>A plan for programs: the same as the tables, and each letter's key.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of(SeriesRevision plan) => JsonSerializer.Serialize(
        new
        {
            Series = plan.Series.Id,
            plan.Series.Memory!.Revision,
            At = plan.At.ToString(),
            Messages = plan.Messages.Select((message, i) => new
            {
                Order = i + 1,
                message.Kind,
                Workshop = message.Workshop!.Id,
                message.Workshop.Sequence,
                To = Person(message.Recipient),
                message.AsksAgain,
                message.Reason,
                message.Because,
                Changes = message.Changes.Select(change => new { change.Field, change.Class, change.Before, change.After }),
                message.Key,
            }),
            Silences = plan.Silences.Select(silence => new { Workshop = silence.WorkshopId, silence.Reason, silence.Because, To = silence.Recipients.Select(Person) }),
        },
        Options);

    private static object Person(Better.Calendar.Workshops.Participant person) => new { person.Name, Email = person.Email.Value };
}
