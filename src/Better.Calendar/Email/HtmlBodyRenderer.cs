using System.Text;

using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>
/// Renders the HTML of an email by filling the slots of <see cref="EmailFragments"/>, in the order in which a reader asks: what is it,
/// when, what shall I do, what has changed, where, with whom.
/// </summary>
/// <remarks>Contrast is at least 4.5:1 in both color schemes.</remarks>
internal sealed class HtmlBodyRenderer
{
    private readonly EmailContent content;
    private readonly EmailTheme theme;
    private readonly EmailFragments fragments;
    private readonly HtmlTextFormatter html;
    private readonly SlotValues shared;
    private readonly StringBuilder blocks = new(8192);

    private HtmlBodyRenderer(EmailContent content, EmailTheme theme)
    {
        (this.content, this.theme, fragments, html) = (content, theme, theme.Fragments, new(content));
        shared = new SlotValues()
            .Set("accent", theme.Color)
            .Set("language", Escape(content.Language))
            .Set("direction", content.IsRightToLeft ? "rtl" : "ltr")
            .Set("start", content.IsRightToLeft ? "right" : "left");
    }

    /// <summary>Renders the whole page; lines end with LF.</summary>
    public static string Render(EmailContent content, EmailTheme theme) => new HtmlBodyRenderer(content, theme).RenderPage();

    private string RenderPage()
    {
        Render("header", HeaderSlots.CreateHeader(content, theme, shared, html));
        Render("title", HeaderSlots.CreateTitle(content, theme, shared, html));
        RenderCard();
        RenderMessage();
        foreach (var summary in SummarySlots.Create(content, shared, html.FormatHostText))
        {
            Render("summary", summary);
        }

        // A new time is in the card; what else has changed may be long, and must not move the action off the first screen.
        RenderAction();
        Render("changes", ResponseSlots.CreateChanges(content, shared, html));
        Render("details", LabelledValueSlots.Create(content, shared, html));
        if (content.Description.Length > 0)
        {
            RenderParagraph(html.FormatHostText(content.Description));
        }

        Render("schedule", ScheduleSlots.Create(content, shared, html));
        RenderClosing();
        var page = new SlotValues(shared)
            .Set("subject", Escape(content.Subject))
            .Set("preheader", Escape(content.Preheader))
            .Set("content", blocks.ToString().TrimEnd('\n'));
        html.AddTexts(page, "footer", content.Footer);
        blocks.Clear();
        fragments["page"].Render(blocks, page);
        return blocks.ToString();
    }

    private void RenderCard()
    {
        if (WhenSlots.Create(content, shared, html) is { } card)
        {
            Render("card", card);
            return;
        }

        // Without a date of its own, an email about the whole series has only the warnings about its times.
        foreach (var warning in content.TimeWarnings)
        {
            RenderParagraph(html.Format(warning));
        }
    }

    private void RenderMessage()
    {
        var values = new SlotValues(shared).Set("greeting", html.FormatGreeting()).Set("opening", html.Format(content.Opening));
        html.AddTexts(values, "requests", content.FirstRequests);
        Render("message", values);
        if (content.Note is { } note)
        {
            RenderParagraph($"<strong>{Escape(note.LabelWithSeparator)}</strong>{html.FormatHostText(note.Value)}");
        }
    }

    private void RenderAction()
    {
        Render("action", ResponseSlots.CreateAction(content, shared, html));
        if (content.Choices is { Count: 1 } page)
        {
            Render("join", ResponseSlots.CreateButton(page[0], shared));
        }

        if (content is { JoinLink: { } join, IsJoinDue: true })
        {
            Render("join", ResponseSlots.CreateButton(join, shared));
        }

        foreach (var request in content.OtherRequests)
        {
            RenderParagraph(html.Format(request));
        }
    }

    private void RenderClosing()
    {
        var values = new SlotValues(shared)
            .Set("closing", Escape(content.Closing))
            .Set("organizer", html.FormatHostText(content.OrganizerName));
        if (content.SeriesDescription.Length > 0)
        {
            values.Add("about", ("text", html.FormatHostText(content.SeriesDescription)));
        }

        Render("closing", values);
    }

    private void RenderParagraph(string text) => Render("about", new SlotValues(shared).Set("text", text));

    private void Render(string name, SlotValues? values)
    {
        if (values is not null)
        {
            fragments[name].Render(blocks, values);
        }
    }
}
