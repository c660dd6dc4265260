using System.Globalization;
using System.Text;
using Better.Calendar;

namespace InviteConsole;

/// <summary>
/// Writes the attendance as CSV for spreadsheets (RFC 4180). Excel reads it as UTF-8 when the file begins with a UTF-8 mark.
/// </summary>
internal static class RepliesCsv
{
    public static string Write(WorkshopSeries series, Attendance attendance)
    {
        var csv = new StringBuilder();
        AppendFields(csv, "workshop", "name", "email", "response", "sequence", "current", "responded", "trust", "comment");
        foreach (var workshop in series.Workshops)
        {
            var invited = series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)).ToList();
            foreach (var participant in invited)
            {
                AppendRow(csv, series, workshop, participant.Name, participant.Email, attendance.Find(participant.Email, workshop.Id));
            }

            foreach (var entry in attendance.Current.Where(entry => entry.WorkshopId == workshop.Id
                && invited.TrueForAll(participant => participant.Email != entry.Email)))
            {
                AppendRow(csv, series, workshop, "", entry.Email, entry);
            }
        }

        return csv.ToString();
    }

    private static void AppendRow(
        StringBuilder csv, WorkshopSeries series, Workshop workshop, string name, EmailAddress email, AttendanceEntry? entry) =>
        AppendFields(
            csv,
            workshop.Id,
            name,
            email.Value,
            entry is null ? "" : entry.Status?.ToString().ToLowerInvariant() ?? $"delegated to {entry.DelegatedTo?.Value ?? "somebody"}",
            entry?.Sequence.ToString(CultureInfo.InvariantCulture) ?? "",
            entry is null ? "" : entry.IsOutdated(series, workshop) ? "no" : "yes",
            entry?.Timestamp.ToString() ?? "",
            entry?.Trust.ToString() ?? "",
            entry?.Comment ?? "");

    // Every field is quoted, because spreadsheets take other characters than the comma as separators too.
    private static void AppendFields(StringBuilder csv, params string[] fields) =>
        csv.AppendJoin(',', fields.Select(static field => $"\"{Defuse(field).Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
            .Append("\r\n");

    /// <summary>
    /// The text with an apostrophe wherever a spreadsheet could read a formula: at the beginning, and after anything that an import may
    /// take for a separator. Anybody can send a mail with such a text.
    /// </summary>
    private static string Defuse(string text)
    {
        var safe = new StringBuilder(text.Length);
        var isStart = true;
        foreach (var c in text)
        {
            safe.Append(isStart && IsFormulaStart(c) ? "'" : "").Append(c);
            isStart = IsSeparator(c) || (isStart && c is ' ' or '"' or '\'' or '\u00A0');
        }

        return safe.ToString();
    }

    private static bool IsFormulaStart(char c) => c is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static bool IsSeparator(char c) => c is ',' or ';' or '\t' or '|' or '\r' or '\n';
}
