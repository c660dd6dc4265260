using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Better.Calendar;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>
/// A page to look at the emails before they are sent: every kind, one email of each kind, language and workshop, the inbox, and who gets
/// what. The HTML of each email is in it once, and is rendered when it comes near the screen.
/// </summary>
/// <param name="series">The series.</param>
/// <param name="emails">The emails that were written, in the order of their files.</param>
/// <param name="sampleEmails">Every kind of email in every language.</param>
internal sealed class PreviewPage(
    WorkshopSeries series, IReadOnlyList<InvitationEmail> emails, IReadOnlyList<InvitationEmail> sampleEmails)
{
    // About what mail programs show: a phone of the subject and of the text beside it; a desktop of both together.
    private const int PhoneSubject = 40;
    private const int PhonePreheader = 90;
    private const int DesktopSubject = 80;
    private const int DesktopPreheader = 120;

    private static readonly JsonSerializerOptions DataOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<PreviewEmail> groups = PreviewEmail.Group(emails);
    private readonly List<string> data = [];

    public string Write()
    {
        var title = PlanWords.Localize(series, series.Title);
        var texts = Current.Library;
        var languages = sampleEmails.Select(static email => email.Language).Distinct().ToList();
        var page = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="{Current.Language}" dir="{(texts.IsRightToLeft ? "rtl" : "ltr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title>
            <style>
            {ReadAsset("preview.css")}</style>
            </head>
            <body>
            <header>
            <h1 dir="auto">{Encode(title)}</h1>
            <p class="soft">{EncodeOf($"{emails.Count} emails to {series.Participants.Count} participants. Nothing has been sent.")}</p>
            <noscript><p>{EncodeOf($"Without scripts, this page shows the emails as plain text.")}</p></noscript>
            </header>
            <div class="bar"><div>
            <nav aria-label="{EncodeOf($"Contents")}">
            <a href="#kinds">{EncodeOf($"Every kind")}</a>
            <a href="#emails">{EncodeOf($"The emails")}</a>
            <a href="#inbox">{EncodeOf($"The inbox")}</a>
            <a href="#people">{EncodeOf($"Who gets what")}</a>
            <a href="#times">{EncodeOf($"Times")}</a>
            </nav>
            <form class="scripted-only" aria-label="{EncodeOf($"View")}">
            {RenderChoice(Of($"Width"), "width", ("phone", Of($"phone")), ("desktop", Of($"desktop")))}
            {RenderChoice(Of($"Colors"), "colors", ("light", Of($"light")), ("dark", Of($"dark")))}
            </form>
            </div></div>
            <main>
            <h2 id="kinds">{EncodeOf($"Every kind")}</h2>
            <p class="soft">{EncodeOf($"Made from the first workshop; the updates show invented changes.")}</p>
            <p class="scripted-only"><label>{EncodeOf($"Language")}
            <select id="language">{string.Concat(languages.Select(OptionOf))}</select></label></p>
            <div class="cards samples">
            {string.Concat(sampleEmails.Select(RenderSample))}</div>
            <h2 id="emails">{EncodeOf($"The emails")}</h2>
            <p class="soft">{EncodeOf($"One of each kind, language and workshop.")}</p>
            <div class="cards">
            {string.Concat(groups.Select(RenderGroup))}</div>
            <h2 id="inbox">{EncodeOf($"The inbox")}</h2>
            <p class="soft">{EncodeOf($"Sender, subject and first words, cut as mail programs cut them.")}</p>
            <ol class="inbox">
            {string.Concat(groups.Select(RenderInboxRow))}</ol>
            <h2 id="people">{EncodeOf($"Who gets what")}</h2>
            <p class="scripted-only"><label>{EncodeOf($"Find")} <input type="search" id="find"></label></p>
            <ul class="people">
            {RenderPeople()}</ul>
            <h2 id="times">{EncodeOf($"Times")}</h2>
            {RenderTimes(LocalTimeTable.Create(series).ToText(texts))}
            </main>

            """);
        page.Append("<script type=\"application/json\" id=\"data\">")
            .Append(JsonSerializer.Serialize(data, DataOptions).Replace("<", "\\u003c", StringComparison.Ordinal))
            .Append("</script>\n<script>\n").Append(ReadAsset("preview.js")).Append("</script>\n</body>\n</html>\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private string RenderSample(InvitationEmail email, int i) =>
        RenderCard($"kind-{i + 1}", $"{DescribeKind(email)} · {NameOf(email.Language)}", email, more: "");

    // A follow-up is about one workshop or about all.
    private string DescribeKind(InvitationEmail email) => email is { Kind: EmailKind.FollowUp, WorkshopId: null }
        ? DescribeSubject(email)
        : PlanWords.Describe(email.Kind);

    private string RenderGroup(PreviewEmail group)
    {
        var more = group.Emails.Count > 1 ? $"{Of($"and {group.Emails.Count - 1} more like this")}" : "";
        return RenderCard(group.Id, $"{DescribeSubject(group.First)} · {NameOf(group.First.Language)}", group.First, more);
    }

    private string RenderCard(string id, string heading, InvitationEmail email, string more)
    {
        data.Add(email.Html);
        var to = $"{email.Recipient.Name} <{email.Recipient.Email.Value}>";
        var file = email.Calendar is { } calendar
            ? $"""
                <details><summary>{EncodeOf($"Calendar part")} ({calendar.MethodName})</summary>
                <pre dir="ltr">{Encode(calendar.ToString())}</pre></details>
                """
            : "";
        return $"""
            <article class="card" id="{id}" data-language="{email.Language}">
            <header><h3>{Encode(heading)}</h3>
            <p lang="{email.Language}" dir="auto">{Encode(email.Subject)}</p>
            <p class="soft"><bdi>{Encode(to)}</bdi> {(more.Length == 0 ? "" : $"<strong>{Encode(more)}</strong>")}</p></header>
            <div class="frame" data-email="{data.Count - 1}" data-title="{Encode(email.Subject)}"></div>
            <details><summary>{EncodeOf($"Plain text")}</summary>
            <pre lang="{email.Language}" dir="auto">{Encode(email.Text)}</pre></details>
            {file}
            </article>

            """;
    }

    private string RenderInboxRow(PreviewEmail group)
    {
        var (email, preheader) = (group.First, group.GetPreheader());
        string Cut(string kind, int subject, int text) =>
            $"<span class=\"{kind}\"><span>{Encode(TextCut.AtLetter(email.Subject, subject))}</span>"
                + $"<span class=\"preheader\">{Encode(TextCut.AtLetter(preheader, text))}</span></span>";
        var count = group.Emails.Count > 1 ? $" <small>× {group.Emails.Count}</small>" : "";
        return $"""
            <li><a href="#{group.Id}"><span class="from"><bdi>{Encode(series.Organizer.Name)}</bdi>{count}</span>
            <span lang="{email.Language}" dir="auto">{Cut("narrow", PhoneSubject, PhonePreheader)}
            {Cut("wide", DesktopSubject, DesktopPreheader)}</span></a></li>

            """;
    }

    private string RenderPeople()
    {
        var ids = groups.SelectMany(static group => group.Emails.Select(email => (email, group.Id))).ToDictionary();
        var files = emails.Select((email, i) => (email, OutputFolder.GetEmailPath(email, i, emails.Count))).ToDictionary();
        var list = new StringBuilder();
        foreach (var person in emails.GroupBy(static email => email.Recipient.Email)
            .OrderBy(static one => one.First().Recipient.Name, StringComparer.Ordinal))
        {
            var recipient = person.First().Recipient;
            var address = $"{recipient.Email.Value} · {NameOf(person.First().Language)} · {recipient.Zone ?? series.Zone}";
            list.Append(
                CultureInfo.InvariantCulture,
                $"<li><div><strong><bdi>{Encode(recipient.Name)}</bdi></strong> <bdi class=\"soft\">{Encode(address)}</bdi></div>\n<ul>");
            foreach (var email in person)
            {
                var what = Encode(DescribeSubject(email));
                list.Append(CultureInfo.InvariantCulture, $"""
                    <li><a href="#{ids[email]}">{what}</a>
                    <a href="{Encode(files[email])}" aria-label="{Encode(recipient.Name)}: {what}, .eml">.eml</a></li>

                    """);
            }

            list.Append("</ul></li>\n");
        }

        return list.ToString();
    }

    private static string RenderTimes(LocalTimeTableText times)
    {
        var columns = times.Columns.Skip(1).Select(static head => $"<th scope=\"col\">{Encode(head)}</th>");
        var rows = times.Rows.Select(static row => $"<tr><th scope=\"row\">{Encode(row[0])}</th>"
            + string.Concat(row.Skip(1).Select(static cell => $"<td>{Encode(cell)}</td>")) + "</tr>");
        return $"""
            <div class="scroll" tabindex="0" role="region" aria-label="{Encode(times.Heading)}">
            <table><caption>{Encode(times.Heading)}</caption>
            <thead><tr><td></td>{string.Concat(columns)}</tr></thead>
            <tbody>{string.Join("\n", rows)}</tbody></table>
            </div>
            {string.Join("\n", times.Warnings.Select(static warning => $"<p>{Encode(warning)}</p>"))}
            """;
    }

    private string DescribeSubject(InvitationEmail email)
    {
        var workshop = series.Workshops.FirstOrDefault(one => one.Id == email.WorkshopId);
        var title = workshop is null && email.WorkshopId is { } removed ? removed : PlanWords.FormatTitle(series, workshop);
        return $"{PlanWords.Describe(email.Kind)} · {TextCut.AtWord(title, PhoneSubject)}";
    }

    private static string OptionOf(string language) =>
        $"<option value=\"{language}\"{(language == Current.Language ? " selected" : "")}>{Encode(NameOf(language))}</option>";

    private static string RenderChoice(string legend, string group, params ReadOnlySpan<(string Id, string Label)> choices)
    {
        var choice = new StringBuilder($"<fieldset><legend>{Encode(legend)}</legend>");
        foreach (var (id, label) in choices)
        {
            var isChecked = choice.ToString().Contains("input", StringComparison.Ordinal) ? "" : " checked";
            choice.Append(
                CultureInfo.InvariantCulture,
                $"<label><input type=\"radio\" name=\"{group}\" id=\"{id}\"{isChecked}> {Encode(label)}</label>");
        }

        return choice.Append("</fieldset>").ToString();
    }

    /// <summary>The name of a language in itself; its tag where .NET has no names.</summary>
    private static string NameOf(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }

    private static string ReadAsset(string name)
    {
        using var reader = new StreamReader(typeof(PreviewPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string EncodeOf(ConsoleText text) => Encode(text.ToString());

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
