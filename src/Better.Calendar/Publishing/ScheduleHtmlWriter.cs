using Better.Calendar.Localization;
using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Publishing;

/// <summary>Writes the schedule as an accessible HTML table: with a caption and a heading for each column and each row.</summary>
internal static class ScheduleHtmlWriter
{
    public static string Write(ScheduleContent content)
    {
        var headings = SeriesSchedule.GetColumnHeadings(content).ToList();
        string[] lines =
        [
            $"<table lang=\"{Escape(content.Texts.Language)}\" dir=\"{(content.Texts.IsRightToLeft ? "rtl" : "ltr")}\">",
            $"<caption>{WriteWithLanguage(content.Title, content)}</caption>",
            "<thead>",
            $"<tr>{string.Concat(headings.Select(heading => $"<th scope=\"col\">{Escape(heading)}</th>"))}</tr>",
            "</thead>",
            "<tbody>",
            .. content.Entries.Select(entry => WriteRow(entry, content)),
            "</tbody>",
            "<tfoot>",
            $"<tr><td colspan=\"{(content.HasExperts ? 3 : 2)}\">{Escape(content.TimeZoneNote)}</td></tr>",
            "</tfoot>",
            "</table>",
        ];
        return string.Join("\n", lines) + "\n";
    }

    private static string WriteRow(ScheduleEntry entry, ScheduleContent content)
    {
        var when = $"<th scope=\"row\"><time datetime=\"{Rfc3339Formatter.Format(entry.Start)}\">{Escape(entry.When)}</time></th>";

        // A name can be in any script, so its direction is isolated.
        var expert = content.HasExperts ? $"<td><bdi>{Escape(entry.Expert ?? "")}</bdi></td>" : "";

        // On narrow screens, long words (as in Hungarian) are broken instead of widening the page; times and names are not.
        return $"<tr>{when}<td style=\"word-break:break-word\">{WriteTopic(entry.Topic, content)}</td>{expert}</tr>";
    }

    private static string WriteTopic(ResolvedText topic, ScheduleContent content) =>
        topic.Status is not { } status ? WriteWithLanguage(topic, content)
        : PlaceholderFormatter.Format(
            Escape(content.Texts[TextKey.LabelledLine]),
            [("label", $"<strong>{Escape(status)}</strong>"), ("value", WriteWithLanguage(topic, content))]);

    /// <summary>
    /// Text with its language when it differs from that of the table (WCAG 2.1, 3.1.2), isolated from the direction of the text around it.
    /// </summary>
    private static string WriteWithLanguage(ResolvedText text, ScheduleContent content) =>
        string.Equals(text.Language, content.Texts.Language, StringComparison.OrdinalIgnoreCase)
            ? $"<bdi>{Escape(text.Text)}</bdi>"
            : $"<bdi lang=\"{Escape(text.Language)}\">{Escape(text.Text)}</bdi>";
}
