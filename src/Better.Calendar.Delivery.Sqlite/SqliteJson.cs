using System.Text;
using System.Text.Json;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Rows as one value of a statement in SQLite, which reads them by json_each.</summary>
internal static class SqliteJson
{
    public static string Serialize(IEnumerable<long> numbers) => $"[{string.Join(',', numbers)}]";

    /// <summary>Each as [number, state, due, answer, Message-ID].</summary>
    public static string Serialize(IEnumerable<DeliveryOutcome> outcomes)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var outcome in outcomes)
            {
                json.WriteStartArray();
                json.WriteNumberValue(outcome.Number);
                json.WriteNumberValue((int)outcome.Status);
                if (outcome.Due is { } due)
                {
                    json.WriteNumberValue(due.ToUnixTimeMilliseconds());
                }
                else
                {
                    json.WriteNullValue();
                }

                json.WriteStringValue(outcome.Response);
                json.WriteStringValue(outcome.MessageId);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
