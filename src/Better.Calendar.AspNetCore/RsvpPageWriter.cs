using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// Writes the HTML of RSVP pages, in the look of the emails: no script, no cookie, nothing of other hosts but the pictures of the theme.
/// Written by hand, so that it works in native programs.
/// </summary>
internal sealed class RsvpPageWriter(HttpContext context, BetterCalendarOptions options, PageTheme theme)
{
    // Escapes what has a meaning in HTML, and leaves all letters as they are.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string root = EndpointAddress.GetPath(context);

    public string Write(RsvpView view) => WriteFrame(
        view.Text.Heading,
        view.Texts,
        $"""
        <p class="eyebrow"><bdi{Attribute("lang", view.Series.Language)}>{Encode(view.Series.Text)}</bdi></p>
        <h1>{Encode(view.Text.Heading)}</h1>
        {Box("status alert", "alert", view.Alert)}<p>{Encode(view.Greeting)}</p>
        <div class="card">
        {WriteTime(view.When)}</div>
        {(view.State == RsvpState.Cancelled ? WriteCancellation(view) : WriteResponse(view))}
        """);

    /// <summary>Says that a link is not valid, or no longer valid.</summary>
    public string WriteUnknownLink(WorkshopSeries series, string language)
    {
        var texts = options.InvitationOptions.Texts(language);
        var title = PageText.Create(series.Title, series, texts);
        return WriteFrame(
            title.Text,
            texts,
            $"""
            <h1{Attribute("lang", title.Language)}>{Encode(title.Text)}</h1>
            {Box("status alert", "alert", RsvpPageText.GetInvalidLinkText(texts.Language))}
            """);
    }

    private static string WriteCancellation(RsvpView view) =>
        Box("status", "status", view.StoredResponse ?? view.Text.GetConfirmation(ParticipationStatus.Declined));

    private static string WriteResponse(RsvpView view)
    {
        var expired = view.State == RsvpState.Past ? RsvpPageText.GetInvalidLinkText(view.Text.Language) : null;
        return $"""
            {Box("status alert", null, expired)}{Box("status", "status", view.StoredResponse)}{WriteForm(view)}<p class="soft">{Encode(view.Text.ResponseMayChange)}</p>

            """;
    }

    private static string WriteForm(RsvpView view) => view.State != RsvpState.Open
        ? ""
        : $"""
            <form method="post">
            <input type="hidden" name="sequence" value="{view.Sequence.ToString(CultureInfo.InvariantCulture)}">
            {Paragraph(view.PreselectedText)}
            <div class="buttons">
            {string.Concat(view.Buttons.Select(WriteButton))}</div>
            </form>

            """;

    // The button that the email's link names has the focus, so that one key sends the form.
    private static string WriteButton((string Value, string Text, bool IsCurrent, bool IsPreselected) button) =>
        $"""
        <button type="submit" name="{RsvpChoice.QueryName}" value="{button.Value}" aria-pressed="{(button.IsCurrent ? "true" : "false")}"{(button.IsPreselected ? " autofocus" : "")}>{Encode(button.Text)}</button>

        """;

    private static string WriteTime(PageTime time) =>
        $"""
        <p class="when"><time datetime="{Encode(time.Rfc3339Start)}">
        {Span("date", time.Date)}<span class="hours">{Encode(time.TimeRange)}</span></time>
        {Span("soft", time.ZoneName)}{Span("soft", time.OrganizerTime ?? "")}</p>

        """;

    private static string Span(string name, string text) => text.Length > 0 ? $"<span class=\"{name}\">{Encode(text)}</span>\n" : "";

    private static string Box(string name, string? role, string? sentence) =>
        sentence is null ? "" : $"<div class=\"{name}\"{Attribute("role", role)}><p>{Encode(sentence)}</p></div>\n";

    private static string Paragraph(string? sentence) => sentence is null ? "" : $"<p>{Encode(sentence)}</p>";

    private static string Attribute(string name, string? value) => value is null ? "" : $" {name}=\"{Encode(value)}\"";

    private static string Encode(string text) => Encoder.Encode(text);

    private string WriteFrame(string title, InvitationTexts texts, string content) =>
        $"""
        <!DOCTYPE html>
        <html lang="{Encode(texts.Language)}" dir="{(texts.IsRightToLeft ? "rtl" : "ltr")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex, nofollow">
        <title>{Encode(title)}</title>
        <link rel="stylesheet" href="{Encode(root + PageAsset.Style.Path)}">
        <link rel="stylesheet" href="{Encode(root + theme.Style.Path)}">
        <link rel="icon" href="{Encode(root + PageAsset.Icon.Path)}" type="image/svg+xml">
        </head>
        <body>
        {WriteBrand()}<div class="page rsvp">
        <main>
        {content}</main>
        {WriteFooter(texts)}</div>
        </body>
        </html>

        """;

    private string WriteBrand() => theme.Emails is { Logo: null, HeaderImage: null }
        ? ""
        : $"<header class=\"page brand\">\n{WriteImage(theme.Emails.HeaderImage)}{WriteLogo(theme.Emails.Logo)}</header>\n";

    private static string WriteImage(EmailImage? image) => image is null
        ? ""
        : $"<img class=\"banner\" src=\"{Encode(image.Source.AbsoluteUri)}\" alt=\"{Encode(image.AlternativeText)}\">\n";

    private static string WriteLogo(EmailLogo? logo) => logo is null
        ? ""
        : $"""
            <picture>
            {WriteDarkSource(logo.DarkSource)}<img src="{Encode(logo.Source.AbsoluteUri)}" alt="{Encode(logo.AlternativeText)}" width="{logo.Width.ToString(CultureInfo.InvariantCulture)}">
            </picture>

            """;

    private static string WriteDarkSource(Uri? source) =>
        source is null ? "" : $"<source media=\"(prefers-color-scheme: dark)\" srcset=\"{Encode(source.AbsoluteUri)}\">\n";

    private string WriteFooter(InvitationTexts texts) => options.SchedulePage is not { } page
        ? ""
        : $"""
            <footer>
            <p><a href="{Encode(page(texts.Language).OriginalString)}">{Encode(texts[TextKey.ScheduleLabel])}</a></p>
            </footer>

            """;
}
