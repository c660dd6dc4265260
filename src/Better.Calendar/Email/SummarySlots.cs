using Better.Calendar.Model;
using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the block "summary" of a follow-up: once for each workshop, and once for what comes next.</summary>
internal static class SummarySlots
{
    /// <summary>The values of all blocks, in their order; none if the email is no follow-up.</summary>
    /// <param name="content">The content of the email.</param>
    /// <param name="shared">The values that every block may use.</param>
    public static IEnumerable<SlotValues> Create(EmailContent content, SlotValues shared)
    {
        foreach (var summary in content.Summaries)
        {
            var values = Create(content, shared, summary.Heading, summary.Date, summary.Text);
            if (summary.Materials.Count > 0)
            {
                var materials = values.AddSection("materials", ("heading", Escape(content.MaterialsHeading)));
                foreach (var material in summary.Materials)
                {
                    materials.Add("links", ("url", EscapeLinkUrl(material.Url)), ("text", HostText(content, material.Text)));
                }
            }

            yield return values;
        }

        if (content.Next.Length > 0)
        {
            yield return Create(content, shared, content.NextHeading, "", content.Next);
        }
    }

    private static SlotValues Create(EmailContent content, SlotValues shared, string heading, string date, string text)
    {
        var values = new SlotValues(shared);
        (string Section, string Html)[] slots =
            [("title", Escape(heading)), ("date", Escape(date)), ("about", text.Length == 0 ? "" : HostText(content, text))];
        foreach (var (section, html) in slots)
        {
            if (html.Length > 0)
            {
                values.Add(section, ("text", html));
            }
        }

        return values;
    }

    private static string HostText(EmailContent content, string text) => TextIsolates.ToHtml(
        TextIsolates.Enclose(text),
        EscapeMultiline,
        inner => content.TextLanguages.FirstOrDefault(one => one.Text == inner)?.Language,
        content.IsRightToLeft);
}
