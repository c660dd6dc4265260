using System.Net;
using System.Text;
using Better.Calendar;

namespace InviteConsole;

/// <summary>An HTML page that shows all emails side by side, to look at them before they are sent.</summary>
internal static class PreviewPage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
        body { margin: 1.5rem; background: light-dark(#f3f5f7, #0b1016); color: light-dark(#1f2933, #e4e7eb); }
        fieldset { border: 0; padding: 0; margin: .75rem 0; display: inline-flex; gap: 1rem; margin-inline-end: 2rem; }
        .emails { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1.25rem; }
        article { background: light-dark(#fff, #17202b); border: 1px solid light-dark(#d9e2ec, #3a4757); border-radius: 8px; overflow: hidden; display: flex; flex-direction: column; }
        header { padding: .75rem 1rem; }
        h3 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
        p { margin: 0; font-size: .85rem; color: light-dark(#52606d, #b6c2cf); overflow-wrap: anywhere; }
        iframe { width: 100%; height: 36rem; border: 0; border-block: 1px solid light-dark(#d9e2ec, #3a4757); background: light-dark(#fff, #0b1016); }
        .cities { margin-block: 1rem; }
        table { margin-block-end: .5rem; border-collapse: collapse; }
        caption { text-align: start; font-weight: 600; padding-block: .25rem; }
        th, td { padding: .25rem .75rem .25rem 0; text-align: start; border-bottom: 1px solid light-dark(#d9e2ec, #3a4757); }
        details { padding: .5rem 1rem; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8rem; }
        :root:has(#desktop:checked) .emails { grid-template-columns: repeat(auto-fill, minmax(min(44rem, 100%), 1fr)); }
        :root:has(#dark:checked) .light, :root:not(:has(#dark:checked)) .dark { display: none; }
        """;

    /// <summary>The page.</summary>
    /// <param name="series">The series.</param>
    /// <param name="emails">The emails that were written.</param>
    /// <param name="sampleEmails">Every kind of email in every language.</param>
    /// <param name="timeTable">The local times in every city.</param>
    public static string Write(
        WorkshopSeries series,
        IReadOnlyCollection<InvitationEmail> emails,
        IEnumerable<InvitationEmail> sampleEmails,
        LocalTimeTableText timeTable)
    {
        var title = series.Title.GetText(series.Language, series.Language);
        var page = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{HtmlEncode(title)}: {emails.Count} emails</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{HtmlEncode(title)}</h1>
            <p>{emails.Count} emails to {series.Participants.Count} participants. Nothing has been sent.</p>
            {RenderTimeTable(timeTable)}
            <form>
            <fieldset><legend>Width</legend><label><input type="radio" name="width" id="phone" checked> Phone</label> <label><input type="radio" name="width" id="desktop"> Desktop</label></fieldset>
            <fieldset><legend>Emails for readers with</legend><label><input type="radio" name="colors" id="light" checked> light colors</label> <label><input type="radio" name="colors" id="dark"> dark colors</label></fieldset>
            </form>
            <h2>The emails</h2>
            <div class="emails">

            """);
        page.AppendJoin("", emails.Select(RenderEmail));
        page.Append(
            "</div>\n<h2>Every kind of email in every language</h2>\n<p>Made from the first workshop; the updates show invented "
                + "changes.</p>\n<div class=\"emails\">\n");
        page.AppendJoin("", sampleEmails.Select(RenderEmail));
        return page.Append("</div>\n</body>\n</html>\n").ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    // In the sandbox, the HTML of an email cannot run scripts or open windows.
    private static string RenderEmail(InvitationEmail email) => $"""
        <article>
        <header><h3 lang="{email.Language}" dir="auto">{HtmlEncode(email.Subject)}</h3>
        <p>To {HtmlEncode(email.Recipient.Name)} &lt;{HtmlEncode(email.Recipient.Email.Value)}&gt; · {email.Kind} · {email.Language} · {email.Calendar?.MethodName ?? "no calendar part"}</p></header>
        <iframe class="light" sandbox loading="lazy" title="{HtmlEncode(email.Subject)}" srcdoc="{HtmlEncode(WithColorScheme(email, "not all"))}"></iframe>
        <iframe class="dark" sandbox loading="lazy" title="{HtmlEncode(email.Subject)}" srcdoc="{HtmlEncode(WithColorScheme(email, "all"))}"></iframe>
        <details><summary>Plain text</summary><pre lang="{email.Language}" dir="auto">{HtmlEncode(email.Text)}</pre></details>
        <details><summary>Calendar part</summary><pre>{HtmlEncode(email.Calendar?.ToString() ?? "")}</pre></details>
        </article>

        """;

    /// <summary>
    /// The HTML with the dark color scheme on (media <c>all</c>) or off (media <c>not all</c>), whatever the browser prefers.
    /// </summary>
    private static string WithColorScheme(InvitationEmail email, string media) =>
        email.Html.Replace("@media (prefers-color-scheme: dark)", $"@media {media}", StringComparison.Ordinal);

    private static string RenderTimeTable(LocalTimeTableText timeTable)
    {
        var rows =
            timeTable.Rows.Select(
                row => $"<tr><th scope=\"row\">{HtmlEncode(row[0])}</th>"
                    + $"{string.Concat(row.Skip(1).Select(cell => $"<td>{HtmlEncode(cell)}</td>"))}</tr>");
        return $"""
            <div class="cities" lang="{timeTable.Language}" dir="{(timeTable.IsRightToLeft ? "rtl" : "ltr")}">
            <table><caption>{HtmlEncode(timeTable.Heading)}</caption>
            <thead><tr><td></td>{string.Concat(timeTable.Columns.Skip(1).Select(head => $"<th scope=\"col\">{HtmlEncode(head)}</th>"))}</tr></thead>
            <tbody>{string.Join("\n", rows)}</tbody></table>
            {string.Join("\n", timeTable.Warnings.Select(warning => $"<p>{HtmlEncode(warning)}</p>"))}
            </div>
            """;
    }

    private static string HtmlEncode(string text) => WebUtility.HtmlEncode(text);
}
