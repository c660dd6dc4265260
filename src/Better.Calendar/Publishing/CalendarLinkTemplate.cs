using System.Text.RegularExpressions;
using Better.Calendar.Model;

namespace Better.Calendar.Publishing;

/// <summary>A calendar's page that makes an event out of a query: its address, the names of its fields, and what it takes for text.</summary>
/// <remarks>None of these is documented by who runs them; they are what the web has used for years.</remarks>
internal sealed record CalendarLinkTemplate(string BaseUrl, string TitleField, string LocationField, string DetailsField, LinkBuilder.FieldFormatter FormatDetails)
{
    /// <summary>Both ends in one field; details are text in which Google knows simple tags.</summary>
    public static readonly CalendarLinkTemplate Google = new(
        "https://calendar.google.com/calendar/render?action=TEMPLATE", "text", "location", "details", WithoutTags);

    // The desktop path. The body is HTML.
    private const string ComposePath = "/calendar/0/action/compose?rru=addevent";

    /// <summary>For private accounts.</summary>
    public static readonly CalendarLinkTemplate Outlook = new($"https://outlook.live.com{ComposePath}", "subject", "location", "body", ToHtml);

    /// <summary>For accounts of work and school.</summary>
    public static readonly CalendarLinkTemplate Microsoft365 = Outlook with { BaseUrl = $"https://outlook.office.com{ComposePath}" };

    /// <summary>Line breaks in the description are lost there.</summary>
    public static readonly CalendarLinkTemplate Yahoo = new("https://calendar.yahoo.com/?v=60", "TITLE", "in_loc", "DESC", ToSingleLine);

    private static string ToHtml(string text) => HtmlEscaper.Escape(text).Replace("\n", "<br>");

    private static string ToSingleLine(string text) => Regex.Replace(text, "\n+", " · ", RegexOptions.CultureInvariant);

    // Escaping would show "&amp;" in the join link of whoever sees plain text; so only what would open a tag gives way (HTML, 13.2.5.6).
    private static string WithoutTags(string text) => Regex.Replace(text, "<(?=[A-Za-z/!?])", "‹", RegexOptions.CultureInvariant);
}
