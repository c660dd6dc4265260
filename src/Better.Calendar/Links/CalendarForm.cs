using System.Text.RegularExpressions;
using Better.Calendar.Markup;

namespace Better.Calendar.Links;

/// <summary>A calendar's page that makes an event out of a query: its address, the names of its fields, and what it takes for text.</summary>
/// <remarks>None of these is documented by who runs them; they are what the web has used for years.</remarks>
internal sealed record CalendarForm(string Address, string Title, string Location, string Details, LinkText.Form Form)
{
    /// <summary>Both ends in one field; details are text in which Google knows simple tags.</summary>
    public static readonly CalendarForm Google = new(
        "https://calendar.google.com/calendar/render?action=TEMPLATE", "text", "location", "details", WithoutTags);

    // The desktop path. The body is HTML.
    private const string Compose = "/calendar/0/action/compose?rru=addevent";

    /// <summary>For private accounts.</summary>
    public static readonly CalendarForm Outlook = new($"https://outlook.live.com{Compose}", "subject", "location", "body", AsHtml);

    /// <summary>For accounts of work and school.</summary>
    public static readonly CalendarForm Microsoft365 = Outlook with { Address = $"https://outlook.office.com{Compose}" };

    /// <summary>Line breaks in the description are lost there.</summary>
    public static readonly CalendarForm Yahoo = new("https://calendar.yahoo.com/?v=60", "TITLE", "in_loc", "DESC", OnOneLine);

    private static string AsHtml(string text) => HtmlText.Escape(text).Replace("\n", "<br>");

    private static string OnOneLine(string text) => Regex.Replace(text, "\n+", " · ", RegexOptions.CultureInvariant);

    // Escaping would show "&amp;" in the join link of whoever sees plain text; so only what would open a tag gives way (HTML, 13.2.5.6).
    private static string WithoutTags(string text) => Regex.Replace(text, "<(?=[A-Za-z/!?])", "‹", RegexOptions.CultureInvariant);
}
