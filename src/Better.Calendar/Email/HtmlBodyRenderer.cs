using System.Globalization;
using System.Text;
using Better.Calendar.Model;

using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>
/// Renders the HTML of an email by filling the slots of <see cref="EmailFragments"/>, in the order in which a reader asks: what is it,
/// when, what has changed, what shall I do, where, with whom.
/// </summary>
/// <remarks>Contrast is at least 4.5:1 in both color schemes.</remarks>
internal sealed class HtmlBodyRenderer
{
    private const string CancelledTile = "#52606d";
    private const int MaxScheduleTitle = 36;

    private readonly EmailContent content;
    private readonly EmailTheme theme;
    private readonly EmailFragments fragments;
    private readonly SlotValues shared;
    private readonly StringBuilder blocks = new(8192);

    private HtmlBodyRenderer(EmailContent content, EmailTheme theme)
    {
        (this.content, this.theme, fragments) = (content, theme, theme.Fragments);
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
        RenderHeader();
        RenderTitle();
        RenderCard();
        RenderMessage();
        foreach (var summary in SummarySlots.Create(content, shared, HostText))
        {
            Render("summary", summary);
        }

        // A new time is in the card; what else has changed may be long, and must not move the action off the first screen.
        RenderAction();
        RenderChanges();
        RenderDetails();
        RenderSchedule();
        RenderClosing();
        var page = new SlotValues(shared)
            .Set("subject", Escape(content.Subject))
            .Set("preheader", Escape(content.Preheader))
            .Set("content", blocks.ToString().TrimEnd('\n'));
        AddTexts(page, "footer", content.Footer);
        blocks.Clear();
        fragments["page"].Render(blocks, page);
        return blocks.ToString();
    }

    private void RenderHeader()
    {
        var organizer = HostText(content.OrganizerName);
        var values = new SlotValues(shared).Set(
            "series",
            content.When is null ? organizer : $"{HostText(content.SeriesTitle)} · {organizer}");
        if (theme.HeaderImage is { } image)
        {
            values.Add("image", ("source", EscapeLinkUrl(image.Source)), ("alternative", Escape(image.AlternativeText)));
        }
        else if (content.Image is { } own)
        {
            values.Add("image", ("source", EscapeLinkUrl(own)), ("alternative", Escape(content.SeriesTitle)));
        }

        if (theme.Logo is { } logo)
        {
            var section = values.AddSection(
                "logo",
                ("source", EscapeLinkUrl(logo.Source)),
                ("alternative", Escape(logo.AlternativeText)),
                ("width", logo.Width.ToString(CultureInfo.InvariantCulture)),
                ("class", logo.DarkSource is null ? "logo" : "by-day"));
            if (logo.DarkSource is { } dark)
            {
                section.Add("dark", ("source", EscapeLinkUrl(dark)));
            }
        }

        Render("header", values);
    }

    private void RenderTitle()
    {
        var (background, color) = content.Kind switch
        {
            EmailKind.Update => ("#fdf0d5", "#7a4b00"),
            EmailKind.Cancellation or EmailKind.Withdrawal => ("#b42318", "#ffffff"),
            EmailKind.Reminder => ("#ece6fb", "#4c2f92"),
            EmailKind.Confirmation => ("#dff3e4", "#14532d"),
            EmailKind.Overview => ("#e4e9ee", "#102a43"),
            EmailKind.FollowUp => ("#d9f2f0", "#134e4a"),
            _ => (theme.Color, "#ffffff"),
        };
        Render("title", new SlotValues(shared)
            .Set("background", background)
            .Set("color", color)
            .Set("label", Escape(content.Label))
            .Set("title", HostText(content.Title)));
    }

    private void RenderCard()
    {
        if (content.When is not { } when)
        {
            // Without a date of its own, an email about the whole series has only the warnings about its times.
            RenderNotes(content.TimeWarnings);
            return;
        }

        var values = new SlotValues(shared).Set("month", Escape(when.Month)).Set("day", when.Day);
        if (content.IsCancelled)
        {
            values.Set("accent", CancelledTile).Add("off", ("date", Escape(when.Date)), ("hours", Text(when.Hours)));
        }
        else
        {
            values.Add("on", ("date", Escape(when.Date)), ("hours", Text(when.Hours)));
        }

        if (content.PreviousWhen is { } previous)
        {
            values.Add(
                "was",
                ("date", Escape(previous.Year == when.Year ? previous.ShortDate : previous.Date)),
                ("hours", Text(previous.Hours + (previous.Offset == when.Offset ? "" : $" ({previous.Offset})"))));
        }

        AddTexts(values, "lines", content.OrganizerHours is { } hours ? [content.ZoneLine, hours.Line] : [content.ZoneLine]);
        AddTexts(values, "warnings", content.TimeWarnings);
        Render("card", values);
    }

    private void RenderNotes(ValueList<string> notes)
    {
        foreach (var note in notes)
        {
            Render("about", new SlotValues(shared).Set("text", Text(note)));
        }
    }

    private void RenderMessage()
    {
        var values = new SlotValues(shared).Set("greeting", Greeting()).Set("opening", Text(content.Opening));
        AddTexts(values, "requests", content.Requests);
        Render("message", values);
        if (content.Note is { } note)
        {
            var text = $"<strong>{Escape(note.LabelWithSeparator)}</strong>{HostText(note.Value)}";
            Render("about", new SlotValues(shared).Set("text", text));
        }
    }

    private void RenderChanges()
    {
        if (content.Changes.Count == 0)
        {
            return;
        }

        var values = new SlotValues(shared).Set("heading", Escape(content.ChangesHeading));
        foreach (var change in content.Changes)
        {
            var isShown = change.OldValue is not null || change.NewValue is not null;
            var section = values.AddSection("changes", ("label", Text(isShown ? change.Field : change.Summary)));
            AddTexts(section, "old", change.OldValue is { } old ? [old] : []);
            AddTexts(section, "new", change.NewValue is { } now ? [now] : []);
        }

        Render("changes", values);
    }

    private void RenderAction()
    {
        var values = new SlotValues(shared);
        AddTexts(values, "question", content.Question.Length > 0 ? [content.Question] : []);
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
            values.Add("hint", ("text", Text(string.Join(" ", content.ResponseHints))));
        }

        Render("action", values);
        if (content.Choices is { Count: 1 } page)
        {
            RenderButton(page[0]);
        }

        if (content is { JoinLink: { } join, IsJoinDue: true })
        {
            RenderButton(join);
        }
    }

    private void RenderButton(ContentLink link) =>
        Render("join", new SlotValues(shared).Set("url", EscapeLinkUrl(link.Url)).Set("text", Escape(link.Text)));

    private void RenderDetails()
    {
        var values = new SlotValues(shared);
        foreach (var detail in content.Details.Where(static detail => detail.Link is null))
        {
            values.AddSection("rows", ("label", Escape(detail.Label)))
                .Add("text", ("value", HostText(TextIsolates.Strip(detail.Value))));
        }

        // The link stands as text as well, for those who print the email on paper.
        if (content.JoinLink is { } join)
        {
            var row = AddLink(join.Text, join.Url);
            AddMeetingDetails(row);
        }
        else if (content.MeetingDetails.Count > 0)
        {
            AddMeetingDetails(values.AddSection("rows", ("label", "")));
        }

        foreach (var detail in content.Details.Where(static detail => detail.Link is not null))
        {
            AddLink(detail.Label, detail.Link!);
        }

        if (values.GetSections("rows").Any())
        {
            Render("details", values);
        }

        if (content.Description.Length > 0)
        {
            Render("about", new SlotValues(shared).Set("text", HostText(content.Description)));
        }

        SlotValues AddLink(string label, Uri url)
        {
            var row = values.AddSection("rows", ("label", Text(label)));
            row.Add("link", ("url", EscapeLinkUrl(url)), ("value", Escape(LinkFormatter.Format(url))));
            return row;
        }

        void AddMeetingDetails(SlotValues row)
        {
            if (content.MeetingDetails.Count > 0)
            {
                row.Add("more", ("value", Text(string.Join(" · ", content.MeetingDetails.Select(static detail => detail.Line)))));
            }
        }
    }

    private void RenderSchedule()
    {
        if (content.Schedule.Count == 0)
        {
            return;
        }

        var values = new SlotValues(shared)
            .Set("heading", Escape(content.ScheduleHeading))
            .Set("note", Escape(content.ScheduleNote));
        foreach (var row in content.Schedule)
        {
            var section = values.AddSection("rows", ("date", Escape(row.Date)), ("hours", Text(row.Hours)));
            _ = row.CancelledText.Length > 0
                ? section.Add("off", ("title", ScheduleTitle(row)), ("text", Escape(row.CancelledText)))
                : section.Add(row.IsCurrent ? "this" : "other", ("title", ScheduleTitle(row)));

            // What the email says of its own workshop stands above.
            if (!row.IsCurrent && GetMore(row) is { Length: > 0 } more)
            {
                section.Add("more", ("value", Text(more)));
            }

            if (row.JoinLink is { } join)
            {
                section.Add("link", ("url", EscapeLinkUrl(join.Url)), ("value", Escape(LinkFormatter.Format(join.Url))));
            }
        }

        Render("schedule", values);
    }

    /// <summary>Status, place and lead expert of a workshop in the schedule.</summary>
    internal static string GetMore(ScheduleRow row) => string.Join(
        " · ",
        new[] { row.TentativeText, TextIsolates.Enclose(row.Place), TextIsolates.Enclose(row.Expert) }
            .Where(static text => text.Length > 0));

    private void RenderClosing()
    {
        var values = new SlotValues(shared).Set("closing", Escape(content.Closing)).Set("organizer", HostText(content.OrganizerName));
        if (content.SeriesDescription.Length > 0)
        {
            values.Add("about", ("text", HostText(content.SeriesDescription)));
        }

        Render("closing", values);
    }

    private void Render(string name, SlotValues values) => fragments[name].Render(blocks, values);

    private void AddTexts(SlotValues values, string section, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            values.Add(section, ("text", Text(text)));
        }
    }

    // The recipient's name is the only text that differs between the emails of one template, so it gets nothing but its direction.
    private string Greeting() => TextIsolates.ToHtml(content.Greeting, Escape, static _ => null, content.IsRightToLeft);

    /// <summary>A sentence or value: what the host wrote in it has its own direction, and hours stay together.</summary>
    private string Text(string text) => TextIsolates.ToHtml(text, KeepHours, FindLanguage, content.IsRightToLeft);

    /// <summary>A text of the host, with its line breaks, its direction, and its language if that is another one.</summary>
    private string HostText(string text) =>
        TextIsolates.ToHtml(TextIsolates.Enclose(text), EscapeMultiline, FindLanguage, content.IsRightToLeft);

    // Beside the email's own workshop, the others are only named; an email about all of them says all.
    private string ScheduleTitle(ScheduleRow row) => TextIsolates.ToHtml(
        TextIsolates.Enclose(content.When is null ? row.Title : SubjectFormatter.CutAtWord(row.Title, MaxScheduleTitle)),
        Escape,
        _ => FindLanguage(row.Title),
        content.IsRightToLeft);

    private string? FindLanguage(string text) => content.TextLanguages.FirstOrDefault(one => one.Text == text)?.Language;

    // Outlook (Word) knows no white-space:nowrap, and breaks lines after a dash: no-break spaces and a word joiner (Unicode Standard
    // Annex 14, WJ) keep the hours together.
    private string KeepHours(string text) => content.Hours.Aggregate(Escape(text), static (kept, hours) =>
        kept.Replace(Escape(hours), Escape(hours).Replace(' ', '\u00A0').Replace("–", "–\u2060")));
}
