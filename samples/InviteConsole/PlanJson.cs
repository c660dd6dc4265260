using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Better.Calendar;

namespace InviteConsole;

/// <summary>Writes a plan as JSON: what the tables show, and each email's key.</summary>
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
            plan.Series.State?.Revision,
            At = plan.Timestamp.ToString(),
            Emails = plan.Emails.Select((email, i) => new
            {
                Order = i + 1,
                email.Kind,
                Workshop = email.Workshop?.Id ?? "all",
                Sequence = email.Workshop?.Sequence ?? email.SeriesSequence ?? 0,
                To = ToJsonObject(email.Recipient),
                email.RequestsNewResponse,
                email.Response,
                email.Reason,
                email.Explanation,
                email.Note,
                Changes = email.Changes.Select(change => new { change.Field, change.Significance, change.Before, change.After }),
                email.Key,
            }),
            Warnings = plan.Warnings.Select(warning => new { warning.Kind, Workshop = warning.WorkshopId, warning.Text }),
            Skipped = plan.Skipped.Select(
                skipped =>
                    new
                    {
                        Workshop = skipped.WorkshopId.Length == 0 ? "all" : skipped.WorkshopId,
                        skipped.Reason,
                        skipped.Explanation,
                        To = skipped.Recipients.Select(ToJsonObject)
                    }),
        },
        Options);

    private static object ToJsonObject(Better.Calendar.Participant participant) =>
        new { participant.Name, Email = participant.Email.Value };
}
