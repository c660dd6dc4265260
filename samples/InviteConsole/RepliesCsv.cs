using System.Globalization;
using System.Text;
using Better.Calendar;

namespace InviteConsole;

/// <summary>Writes the attendance as CSV for spreadsheets (RFC 4180).</summary>
internal static class RepliesCsv
{
    public static string Write(WorkshopSeries series, Attendance attendance)
    {
        var csv = new StringBuilder("workshop,name,email,response,sequence,current,responded,trust,comment\r\n");
        foreach (var workshop in series.Workshops)
        {
            var invited = series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)).ToList();
            foreach (var participant in invited)
            {
                AppendRow(csv, workshop, participant.Name, participant.Email, attendance.Find(participant.Email, workshop.Id));
            }

            foreach (var entry in attendance.Current.Where(entry => entry.WorkshopId == workshop.Id
                && invited.TrueForAll(participant => participant.Email != entry.Email)))
            {
                AppendRow(csv, workshop, "", entry.Email, entry);
            }
        }

        return csv.ToString();
    }

    private static void AppendRow(StringBuilder csv, Workshop workshop, string name, EmailAddress email, AttendanceEntry? entry) =>
        csv.AppendJoin(
            ',',
            new[]
            {
                workshop.Id, name, email.Value, entry is null
                    ? ""
                    : RepliesTable.FormatResponse(entry), entry?.Sequence.ToString(CultureInfo.InvariantCulture) ?? "",
                entry is null
                    ? ""
                    : entry.IsOutdated(workshop)
                    ? "no"
                    : "yes", entry?.Timestamp.ToString() ?? "", entry?.Trust.ToString() ?? "", entry?.Comment ?? "",
            }.Select(EscapeField)).Append("\r\n");

    // Spreadsheets evaluate a field that begins like a formula, and anybody can send a mail with such a text.
    private static string EscapeField(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
