using System.Text;
using System.Text.Json;
using Better.Calendar.Checks;

namespace InviteConsole;

/// <summary>The findings as JSON.</summary>
internal static class CheckJson
{
    public static void Write(IEnumerable<CheckResult> results, TextWriter output)
    {
        using var octets = new MemoryStream();
        using (var json = new Utf8JsonWriter(octets, new() { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(octets.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject();
        json.WriteString("file", result.Name);
        json.WriteString("profile", Word(result.Report.Profile));
        json.WriteString("method", result.Report.Method);
        json.WriteStartArray("findings");
        foreach (var finding in result.Report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", Word(finding.Severity));
            json.WriteStartArray("clients");
            foreach (var client in Enum.GetValues<Clients>().Where(client => client is not Clients.None and not Clients.All && finding.Clients.HasFlag(client)))
            {
                json.WriteStringValue(Word(client));
            }

            json.WriteEndArray();
            json.WriteString("problem", finding.Problem);
            json.WriteString("mend", finding.Mend);
            json.WriteString("part", finding.Place.Part);
            WriteNumber(json, "line", finding.Place.Line);
            WriteNumber(json, "octet", finding.Place.Octet);
            json.WriteString("source", finding.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("omitted", result.Report.Omitted);
        json.WriteStartArray("silenced");
        foreach (var silenced in result.Report.Silenced)
        {
            json.WriteStartObject();
            json.WriteString("rule", silenced.Rule);
            json.WriteString("reason", silenced.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("verdicts");
        foreach (var verdict in result.Report.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("client", Word(verdict.Client));
            json.WriteString("outcome", Word(verdict.Outcome));
            json.WriteString("sentence", verdict.Sentence);
            json.WriteStartArray("rules");
            foreach (var rule in verdict.Rules)
            {
                json.WriteStringValue(rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
