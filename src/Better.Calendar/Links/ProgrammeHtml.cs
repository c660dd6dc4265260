using Better.Calendar.Wordings;
using static Better.Calendar.Markup.HtmlText;

namespace Better.Calendar.Links;

/// <summary>The programme as an HTML table that screen readers can walk through: a caption, a heading for each column and each row.</summary>
internal static class ProgrammeHtml
{
    public static string Write(ProgrammeFacts facts)
    {
        var headings = SeriesProgramme.Headings(facts).ToList();
        string[] lines =
        [
            $"<table lang=\"{Escape(facts.Wording.Language)}\" dir=\"{(facts.Wording.RightToLeft ? "rtl" : "ltr")}\">",
            $"<caption>{Foreign(facts.Title, facts)}</caption>",
            "<thead>",
            $"<tr>{string.Concat(headings.Select(heading => $"<th scope=\"col\">{Escape(heading)}</th>"))}</tr>",
            "</thead>",
            "<tbody>",
            .. facts.Lines.Select(line => Row(line, facts)),
            "</tbody>",
            "<tfoot>",
            $"<tr><td colspan=\"{(facts.HasExperts ? 3 : 2)}\">{Escape(facts.Zone)}</td></tr>",
            "</tfoot>",
            "</table>",
        ];
        return string.Join("\n", lines) + "\n";
    }

    private static string Row(ProgrammeLine line, ProgrammeFacts facts)
    {
        var when = $"<th scope=\"row\"><time datetime=\"{WrittenTime.Of(line.Start)}\">{Escape(line.When)}</time></th>";

        // Names are in whatever script their owners write: their direction is their own.
        var expert = facts.HasExperts ? $"<td><bdi>{Escape(line.Expert ?? "")}</bdi></td>" : "";

        // Long words (Hungarian has them) break on a phone before the page grows wider than it, whatever its fonts; times and names stay whole.
        return $"<tr>{when}<td style=\"word-break:break-word\">{Topic(line.Topic, facts)}</td>{expert}</tr>";
    }

    private static string Topic(WrittenText topic, ProgrammeFacts facts) =>
        topic.Status is not { } status ? Foreign(topic, facts)
        : Template.Fill(Escape(facts.Wording[Phrase.LabelledLine]), [("label", $"<strong>{Escape(status)}</strong>"), ("value", Foreign(topic, facts))]);

    /// <summary>Text that says its language where it is not the table's (WCAG 2.1, 3.1.2), and cannot turn what stands around it.</summary>
    private static string Foreign(WrittenText text, ProgrammeFacts facts) =>
        string.Equals(text.Language, facts.Wording.Language, StringComparison.OrdinalIgnoreCase)
            ? $"<bdi>{Escape(text.Text)}</bdi>"
            : $"<bdi lang=\"{Escape(text.Language)}\">{Escape(text.Text)}</bdi>";
}
