using System.Globalization;
using System.Text;
using InviteConsole;

namespace WebHost.Organizer;

/// <summary>
/// The texts of the organizer's pages in one language. They are written in English where they are used; the English text, with <c>{0}</c>,
/// <c>{1}</c>, … for its values, is the key of the translations in Texts, and of those of the console.
/// </summary>
public sealed class OrganizerTexts
{
    private readonly ConsoleTexts texts;

    private OrganizerTexts(ConsoleTexts texts) => this.texts = texts;

    /// <summary>A text without values.</summary>
    /// <param name="english">The English text.</param>
    public string this[string english] => texts.Find(english, null);

    /// <summary>The texts in a language, English if there are none.</summary>
    public static OrganizerTexts ForLanguage(string language) => new(ConsoleTexts.ForLanguage(language));

    /// <summary>A text with values, of which the first one, if it is a number, chooses the plural form.</summary>
    /// <param name="english">The English text, with <c>{0}</c>, <c>{1}</c>, …</param>
    /// <param name="values">The values.</param>
    public string Format(string english, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = texts.Find(english, values is [int count, ..] ? count : null);
        return string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(text), values);
    }
}
