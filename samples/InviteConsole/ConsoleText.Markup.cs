using Spectre.Console;

namespace InviteConsole;

/// <content>The text on a screen of Spectre.Console, which WebHost, whose pages use the same texts, does not have.</content>
internal sealed partial class ConsoleText
{
    /// <summary>The text in the user's language as markup; the values are plain text.</summary>
    public string ToMarkup() => Fill(Markup.Escape);
}
