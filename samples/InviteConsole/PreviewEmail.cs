using System.Net;
using System.Text.RegularExpressions;
using Better.Calendar;

namespace InviteConsole;

/// <summary>The emails of one kind, language and workshop, of which the page shows the first.</summary>
/// <param name="Id">The anchor in the page.</param>
/// <param name="Emails">The emails.</param>
internal sealed partial record PreviewEmail(string Id, IReadOnlyList<InvitationEmail> Emails)
{
    public InvitationEmail First => Emails[0];

    /// <summary>Groups the emails in the order of the first of each kind, language and workshop.</summary>
    public static IReadOnlyList<PreviewEmail> Group(IEnumerable<InvitationEmail> emails) =>
    [
        .. emails.GroupBy(static email => (email.Kind, email.Language, email.WorkshopId))
            .Select(static (group, i) => new PreviewEmail($"email-{i + 1}", [.. group])),
    ];

    /// <summary>
    /// The text that mail programs show beside the subject: whatever the HTML begins with, without comments and styles.
    /// </summary>
    public string GetPreheader()
    {
        var text = WebUtility.HtmlDecode(BlockTag().Replace(InlineTag().Replace(Invisible().Replace(First.Html, ""), ""), " "));
        return WhiteSpace().Replace(text, " ").Trim();
    }

    [GeneratedRegex("<!--.*?-->|<head\\b.*?</head>|<(style|title|script)\\b.*?</\\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Invisible();

    [GeneratedRegex("</?(a|b|bdi|em|font|i|s|small|span|strong|u|wbr)\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex InlineTag();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex BlockTag();

    // With the characters by which emails keep mail programs from showing more than the first sentence.
    [GeneratedRegex("[\\s\\u00AD\\u034F\\u200B\\u200C\\u200D\\u2060\\uFEFF]+")]
    private static partial Regex WhiteSpace();
}
