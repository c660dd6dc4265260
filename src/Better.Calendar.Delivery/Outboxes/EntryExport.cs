using System.Text;
using System.Text.Json;
using NodaTime.Text;

namespace Better.Calendar.Delivery.Outboxes;

/// <summary>Writes entries as JSON for the person whom they are about.</summary>
internal static class EntryExport
{
    public static async Task<string> WriteAsync(IAsyncEnumerable<OutboxEntry> entries, Func<OutboxEntry, bool> isWanted)
    {
        using var bytes = new MemoryStream();
        var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true });
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartArray();
            await foreach (var entry in entries.ConfigureAwait(false))
            {
                if (isWanted(entry))
                {
                    Write(json, entry);
                }
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void Write(Utf8JsonWriter json, OutboxEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("status", entry.Status.ToString());
        json.WriteNumber("attempts", entry.Attempts);
        json.WriteNumber("uncertainSends", entry.UncertainSends);
        json.WriteString("due", entry.Due is { } due ? InstantPattern.General.Format(due) : null);
        json.WriteString("response", entry.Response);
        json.WriteString("messageId", entry.MessageId);
        json.WritePropertyName("email");
        json.WriteRawValue(entry.Message.ToJson());
        json.WriteEndObject();
    }
}
