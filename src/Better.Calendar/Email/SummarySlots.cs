using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the block "summary" of a follow-up: once for each workshop, and once for what comes next.</summary>
internal static class SummarySlots
{
    /// <summary>The values of all blocks, in their order; none if the email is no follow-up.</summary>
    /// <param name="content">The content of the email.</param>
    /// <param name="shared">The values that every block may use.</param>
    /// <param name="writeHostText">Writes a text of the host as HTML.</param>
    public static IEnumerable<SlotValues> Create(EmailContent content, SlotValues shared, Func<string, string> writeHostText)
    {
        foreach (var summary in content.Summaries)
        {
            // Beside a date stands the title of its workshop.
            var heading = summary.Date.Length > 0 ? writeHostText(summary.Heading) : Escape(summary.Heading);
            var values = CreateBlock(shared, heading, summary.Date, writeHostText(summary.Text));
            if (summary.Materials.Count > 0)
            {
                var materials = values.AddSection("materials", ("heading", Escape(content.MaterialsHeading)));
                foreach (var material in summary.Materials)
                {
                    materials.Add("links", ("url", EscapeLinkUrl(material.Url)), ("text", writeHostText(material.Text)));
                }
            }

            yield return values;
        }

        if (content.Next.Length > 0)
        {
            yield return CreateBlock(shared, Escape(content.NextHeading), "", writeHostText(content.Next));
        }
    }

    private static SlotValues CreateBlock(SlotValues shared, string heading, string date, string about)
    {
        var values = new SlotValues(shared);
        (string Section, string Html)[] slots = [("title", heading), ("date", Escape(date)), ("about", about)];
        foreach (var (section, html) in slots)
        {
            if (html.Length > 0)
            {
                values.Add(section, ("text", html));
            }
        }

        return values;
    }
}
