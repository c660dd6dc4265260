using System.Text;
using System.Text.Json;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Rows as one value of a statement in SQLite, which reads them by json_each.</summary>
internal static class SqliteJson
{
    public static string Of(IEnumerable<long> numbers) => $"[{string.Join(',', numbers)}]";

    /// <summary>Each as [number, state, due, answer, Message-ID].</summary>
    public static string Of(IEnumerable<Outcome> outcomes)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets))
        {
            json.WriteStartArray();
            foreach (var outcome in outcomes)
            {
                json.WriteStartArray();
                json.WriteNumberValue(outcome.Number);
                json.WriteNumberValue((int)outcome.State);
                if (outcome.Due is { } due)
                {
                    json.WriteNumberValue(due.ToUnixTimeMilliseconds());
                }
                else
                {
                    json.WriteNullValue();
                }

                json.WriteStringValue(outcome.Answer);
                json.WriteStringValue(outcome.MessageId);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(octets.GetBuffer(), 0, (int)octets.Length);
    }
}
