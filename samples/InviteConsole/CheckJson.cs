using System.Text;
using System.Text.Json;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace InviteConsole;

/// <summary>Writes the findings as JSON.</summary>
internal static class CheckJson
{
    public static void Write(IEnumerable<CheckResult> results, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject();
        json.WriteString("file", result.Name);
        json.WriteString("profile", ToCamelCase(result.Report.Profile));
        json.WriteString("method", result.Report.Method);
        json.WriteStartArray("findings");
        foreach (var finding in result.Report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.RuleId);
            json.WriteString("severity", ToCamelCase(finding.Severity));
            json.WriteStartArray("clients");
            foreach (var client in Enum.GetValues<CalendarClients>()
                .Where(client => client is not CalendarClients.None and not CalendarClients.All && finding.Clients.HasFlag(client)))
            {
                json.WriteStringValue(ToCamelCase(client));
            }

            json.WriteEndArray();
            json.WriteString("problem", finding.Problem);
            json.WriteString("fix", finding.Fix);
            json.WriteString("part", finding.Location.PartName);
            WriteNumber(json, "line", finding.Location.Line);
            WriteNumber(json, "byteOffset", finding.Location.ByteOffset);
            json.WriteString("reference", finding.Reference);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("omitted", result.Report.OmittedCount);
        json.WriteStartArray("suppressed");
        foreach (var suppression in result.Report.Suppressed)
        {
            json.WriteStartObject();
            json.WriteString("rule", suppression.RuleId);
            json.WriteString("reason", suppression.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("verdicts");
        foreach (var verdict in result.Report.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("client", ToCamelCase(verdict.Client));
            json.WriteString("behavior", ToCamelCase(verdict.Behavior));
            json.WriteString("description", verdict.Description);
            json.WriteStartArray("rules");
            foreach (var rule in verdict.RuleIds)
            {
                json.WriteStringValue(rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("views");
        foreach (var view in result.Report.Views)
        {
            Write(json, view);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ClientView view)
    {
        json.WriteStartObject();
        json.WriteString("client", ToCamelCase(view.Client));
        json.WriteString("uid", view.Uid);
        json.WriteString("problem", view.Problem);
        json.WriteString("start", FormatTime(view.Start));
        json.WriteString("end", FormatTime(view.End));
        json.WriteBoolean("isAllDay", view.IsAllDay);
        json.WriteString("timeZone", view.TimeZone);
        json.WriteString("recurrence", view.Recurrence);
        json.WriteStartArray("exceptions");
        foreach (var exception in view.Exceptions)
        {
            json.WriteStringValue(exception);
        }

        json.WriteEndArray();
        json.WriteString("location", view.Location);
        json.WriteString("joinLink", view.JoinLink);
        json.WriteString("busyStatus", view.BusyStatus);
        json.WriteEndObject();
    }

    private static string? FormatTime(Instant? time) => time is { } at ? InstantPattern.ExtendedIso.Format(at) : null;

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static string ToCamelCase<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
