using System.Text.RegularExpressions;
using Better.Calendar.Model;

namespace Better.Calendar.Publishing;

/// <summary>
/// The page of a calendar service that creates an event from a query string: its URL, the names of its fields, and its text format.
/// </summary>
/// <remarks>The services do not document these URLs, but web pages have used them for years.</remarks>
internal sealed record CalendarLinkTemplate(
    string BaseUrl,
    string TitleField,
    string LocationField,
    string DetailsField,
    LinkBuilder.FieldFormatter FormatDetails)
{
    /// <summary>Start and end in one field; Google interprets simple HTML tags in the details.</summary>
    public static readonly CalendarLinkTemplate Google = new(
        "https://calendar.google.com/calendar/render?action=TEMPLATE", "text", "location", "details", WithoutTags);

    // The path of the desktop page. The body is HTML.
    private const string ComposePath = "/calendar/0/action/compose?rru=addevent";

    /// <summary>For personal accounts.</summary>
    public static readonly CalendarLinkTemplate Outlook =
        new($"https://outlook.live.com{ComposePath}", "subject", "location", "body", ToHtml);

    /// <summary>For work and school accounts.</summary>
    public static readonly CalendarLinkTemplate Microsoft365 = Outlook with { BaseUrl = $"https://outlook.office.com{ComposePath}" };

    /// <summary>Yahoo removes line breaks from the description.</summary>
    public static readonly CalendarLinkTemplate Yahoo = new("https://calendar.yahoo.com/?v=60", "TITLE", "in_loc", "DESC", ToSingleLine);

    private static string ToHtml(string text) => HtmlEscaper.Escape(text).Replace("\n", "<br>");

    private static string ToSingleLine(string text) => Regex.Replace(text, "\n+", " · ", RegexOptions.CultureInvariant);

    // Escaping would show "&amp;" in join links to readers of plain text, so only "<" that would open a tag is replaced (HTML, 13.2.5.6).
    private static string WithoutTags(string text) => Regex.Replace(text, "<(?=[A-Za-z/!?])", "‹", RegexOptions.CultureInvariant);
}
