using System.Text;
using System.Text.Json;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Writes many rows as one JSON parameter, which the SQL statement reads with json_each.</summary>
internal static class SqliteJson
{
    public static string Serialize(IEnumerable<long> numbers) => $"[{string.Join(',', numbers)}]";

    /// <summary>Each outcome becomes [number, status, due, response, Message-ID].</summary>
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
