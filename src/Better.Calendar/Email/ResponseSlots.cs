using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Fills the blocks "action" and "changes": what the email asks, how to respond, and what has changed.</summary>
internal static class ResponseSlots
{
    public static SlotValues CreateAction(EmailContent content, SlotValues shared, HtmlTextFormatter html)
    {
        var values = new SlotValues(shared);
        html.AddTexts(values, "question", content.Question.Length > 0 ? [content.Question] : []);
        if (content.Choices is { Count: 3 } choices)
        {
            values.Add(
                "buttons",
                ("yes", EscapeLinkUrl(choices[0].Url)),
                ("accept", Escape(choices[0].Text)),
                ("maybe", EscapeLinkUrl(choices[1].Url)),
                ("tentative", Escape(choices[1].Text)),
                ("no", EscapeLinkUrl(choices[2].Url)),
                ("decline", Escape(choices[2].Text)));
        }
        else if (content.Choices.Count == 0 && content.ResponseHints.Count > 0)
        {
            values.Add("hint", ("text", html.Format(string.Join(" ", content.ResponseHints))));
        }

        return values;
    }

    public static SlotValues CreateButton(ContentLink link, SlotValues shared) =>
        new SlotValues(shared).Set("url", EscapeLinkUrl(link.Url)).Set("text", Escape(link.Text));

    /// <summary>The values of the changes; null if nothing has changed.</summary>
    public static SlotValues? CreateChanges(EmailContent content, SlotValues shared, HtmlTextFormatter html)
    {
        if (content.Changes.Count == 0)
        {
            return null;
        }

        var values = new SlotValues(shared).Set("heading", Escape(content.ChangesHeading));
        foreach (var change in content.Changes)
        {
            var isShown = change.OldValue is not null || change.NewValue is not null;
            var section = values.AddSection("changes", ("label", html.Format(isShown ? change.Field : change.Summary)));
            html.AddTexts(section, "old", change.OldValue is { } old ? [old] : []);
            html.AddTexts(section, "new", change.NewValue is { } now ? [now] : []);
        }

        return values;
    }
}
