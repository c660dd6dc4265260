using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>
/// Renders the HTML of an email: one column, real text, and only styles that Gmail, Outlook, Apple Mail and Thunderbird all apply.
/// </summary>
/// <remarks>
/// Styles are attributes of the elements. The style element only adds dark mode, and clients that ignore it show the light colors.
/// The preheader, which mail programs show beside the subject, is visible, because Gmail on phones shows hidden text anyway.
/// Contrast is at least 4.5:1 in both color schemes.
/// </remarks>
internal sealed class HtmlBodyRenderer(EmailContent content, EmailTheme theme)
{
    private const string Font = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";
    private const string Muted = "color:#52606d";
    private const string Table = "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";
    private const string Section = "20px 24px 0 24px";

    /// <summary>Renders the whole page; lines end with LF.</summary>
    public static string Render(EmailContent content, EmailTheme theme) => new HtmlBodyRenderer(content, theme).RenderPage();

    private string RenderPage()
    {
        var page = $"""
            {Head()}
            <body style="margin:0;padding:0;background-color:#eef1f4" class="page">
            {Table} width="100%" style="background-color:#eef1f4" class="page"><tr><td align="center" style="padding:12px 8px 16px 8px;{Font};line-height:1.5">
            {Small(content.Preheader, "margin:0 0 12px 0;max-width:600px")}
            {Table} width="100%" style="max-width:600px;background-color:#ffffff;{Font};font-size:16px;line-height:1.5;color:#1f2933;text-align:{(content.IsRightToLeft ? "right" : "left")}" class="sheet">
            {Logo()}
            <tr><td style="padding:20px 24px;background-color:{theme.Color};color:#ffffff;font-size:15px;font-weight:bold">{Escape(content.SeriesTitle)}</td></tr>
            {Opening()}
            {Changes()}
            {When()}
            {Join()}
            {Details()}
            {Row(Section, JoinLines(content.Requests.Select(request => $"<p style=\"margin:0 0 8px 0\">{Request(request)}</p>")))}
            {Schedule()}
            <tr><td style="padding:20px 24px 24px 24px">
            <p style="margin:0">{Escape(content.Closing)}<br>
            {Escape(content.OrganizerName)}</p>
            </td></tr>
            <tr><td style="padding:14px 24px;border-top:1px solid #d9e2ec;font-size:13px;{Muted}" class="line muted">
            {JoinLines(content.Footer.Select(Escape), "<br>\n")}
            </td></tr>
            </table>
            </td></tr></table>
            </body>
            </html>
            """;

        // Sections without content leave an empty line.
        return string.Join("\n", page.Replace("\r\n", "\n").Split(['\n'], StringSplitOptions.RemoveEmptyEntries)) + "\n";
    }

    private string Head() => $$"""
        <!DOCTYPE html>
        <html lang="{{Escape(content.Language)}}" dir="{{(content.IsRightToLeft ? "rtl" : "ltr")}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{Escape(content.Subject)}}</title>
        <style>
        @media (prefers-color-scheme: dark) {
        .page { background-color: #0b1016 !important; }
        .sheet { background-color: #17202b !important; color: #e4e7eb !important; }
        .card { background-color: #22324a !important; }
        .title { color: #ffffff !important; }
        .muted { color: #b6c2cf !important; }
        .link { color: #8ec1ff !important; }
        .line { border-color: #3a4757 !important; }
        }
        </style>
        </head>
        """;

    private string Logo() => theme.Logo is not { } logo ? "" : Row(
        "16px 24px",
            $"<img src=\"{EscapeLinkUrl(logo.Source)}\" alt=\"{Escape(logo.AlternativeText)}\" "
                + $"width=\"{logo.Width.ToString(System.Globalization.CultureInfo.InvariantCulture)}\" style=\"max-width:100%;border:0\">");

    private string Opening() => $"""
        <tr><td style="padding:24px 24px 0 24px">
        <p style="margin:0 0 12px 0">{Escape(content.Greeting)}</p>
        <p style="margin:0 0 20px 0">{Escape(content.Opening)}</p>
        {Small(content.WorkshopNumber, "margin:0 0 4px 0")}
        <h1 style="margin:0 0 16px 0;font-size:22px;line-height:1.3;color:#102a43" class="title">{Escape(content.Title)}</h1>
        </td></tr>
        """;

    private string Changes()
    {
        var heading = $"<h2 style=\"margin:0 0 8px 0;font-size:17px;color:#102a43\" class=\"title\">{Escape(content.ChangesHeading)}</h2>";
        var changes = content.Changes.Select(change => change is { OldValue: null, NewValue: null }
            ? $"<p style=\"margin:0 0 8px 0\">{Escape(change.Summary)}</p>"
            : $"<p style=\"margin:0 0 8px 0;word-break:break-word\"><span style=\"{Muted}\" "
                + $"class=\"muted\">{Escape(change.Field)}</span>{StruckThrough(change.OldValue)}"
                + $"{(change.NewValue is { } now ? $"<br>\n<strong>{Escape(now)}</strong>" : "")}</p>");
        return content.Changes.Count == 0 ? "" : Row("0 24px 16px 24px", $"{heading}\n{JoinLines(changes)}");
    }

    private string When() => content.When is not { } when ? "" : $"""
        <tr><td style="padding:0 24px">
        {Table} width="100%" style="background-color:#e8f0fb" class="card"><tr><td style="padding:14px 16px">
        {Small(when.Label, "margin:0")}
        <p style="margin:0;font-size:18px;font-weight:bold;color:#102a43" class="title">{(content.IsCancelled ? $"<del>{Escape(when.Value)}</del>" : Escape(when.Value))}</p>
        {(content.OrganizerWhen is { } other ? Small(other.Line, "margin:8px 0 0 0") : "")}
        {JoinLines(content.TimeWarnings.Select(warning => $"<p style=\"margin:8px 0 0 0;font-size:14px\">{Escape(warning)}</p>"))}
        </td></tr></table>
        </td></tr>
        """;

    // The link is repeated as text below its button, for those who print the email on paper.
    private string Join() => content.JoinLink is not { } join ? "" : $"""
        <tr><td style="padding:{Section}">
        {Table}><tr><td style="background-color:{theme.Color};border-radius:4px">
        <a href="{EscapeLinkUrl(join.Url)}" style="display:inline-block;padding:12px 24px;color:#ffffff;font-weight:bold;text-decoration:none">{Escape(join.Text)}</a>
        </td></tr></table>
        <p style="margin:8px 0 0 0;font-size:14px;word-break:break-word">{Link(join.Url, join.Url.AbsoluteUri)}</p>
        </td></tr>
        """;

    private string Details()
    {
        var lines = content.Details.Select(detail =>
            $"<p style=\"margin:0 0 6px 0;word-break:break-word\"><span style=\"{Muted}\" "
                + $"class=\"muted\">{Escape(detail.LabelWithSeparator.TrimEnd())}</span> "
                + $"{(detail.Link is { } link ? Link(link, detail.Value) : Escape(detail.Value))}</p>");
        var about = content.Description.Length > 0 ? $"<p style=\"margin:14px 0 0 0\">{EscapeMultiline(content.Description)}</p>" : "";
        return Row(Section, $"{JoinLines(lines)}\n{about}");
    }

    // The address of the RSVP page becomes a link inside its sentence, and may break anywhere on a narrow screen.
    private string Request(string request) =>
        content.RsvpPage is not { } page || request != page.Text ? Escape(request)
        : "<span style=\"word-break:break-word\">"
            + $"{Escape(request).Replace(Escape(page.Url.AbsoluteUri), Link(page.Url, page.Url.AbsoluteUri))}</span>";

    private string Schedule()
    {
        var heading = $"<h2 style=\"margin:0 0 8px 0;font-size:17px;color:#102a43\" class=\"title\">{Escape(content.ScheduleHeading)}</h2>";
        var rows = content.Schedule.Select(row => $"""
            <p style="margin:0;padding:8px 0;border-top:1px solid #d9e2ec;font-weight:{(row.IsCurrent ? "bold" : "normal")};word-break:break-word" class="line"><span style="font-size:14px;{Muted}" class="muted">{Escape($"{row.Number}. {row.When}")}</span><br>
            {(row.CancelledText.Length > 0 ? $"<del>{Escape(row.Title)}</del> – {Escape(row.CancelledText)}" : Escape(row.Title))}{(row.Expert.Length > 0 ? $"<br>\n<span style=\"font-size:14px;{Muted}\" class=\"muted\">{Escape(row.Expert)}</span>" : "")}{(row.JoinLink is { } join ? $"<br>\n{Link(join.Url, join.Url.AbsoluteUri)}" : "")}</p>
            """);
        var about = content.SeriesDescription.Length > 0
            ? $"<p style=\"margin:8px 0 0 0;font-size:14px;{Muted}\" class=\"muted\">{EscapeMultiline(content.SeriesDescription)}</p>"
            : "";
        return Row(Section, content.Schedule.Count == 0 ? about : $"{heading}\n{JoinLines(rows)}\n{about}");
    }

    private static string StruckThrough(string? old) =>
        old is null ? "" : $"<br>\n<del style=\"{Muted}\" class=\"muted\">{Escape(old)}</del>";

    private static string Row(string padding, string content) =>
        string.IsNullOrWhiteSpace(content) ? "" : $"<tr><td style=\"padding:{padding}\">\n{content}\n</td></tr>";

    private static string Small(string text, string style) =>
        text.Length == 0 ? "" : $"<p style=\"{style};font-size:14px;{Muted}\" class=\"muted\">{Escape(text)}</p>";

    // An address runs from left to right, whatever the direction of the text around it.
    private static string Link(Uri url, string text) =>
        $"<a href=\"{EscapeLinkUrl(url)}\" dir=\"ltr\" style=\"color:#1b4b91\" class=\"link\">{Escape(text)}</a>";

    private static string JoinLines(IEnumerable<string> lines, string separator = "\n") => string.Join(separator, lines);
}
