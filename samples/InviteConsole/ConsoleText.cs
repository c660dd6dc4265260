using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace InviteConsole;

/// <summary>
/// A text for people with its values. It is written in English where it is used, and printed in the user's language: the English text, with
/// <c>{0}</c>, <c>{1}</c>, … for the values, is the key of its translations in Texts.
/// </summary>
/// <remarks>In a text that is printed on the console, square brackets are markup of Spectre.Console.</remarks>
[InterpolatedStringHandler]
internal sealed partial class ConsoleText(int literalLength, int formattedCount)
{
    private readonly StringBuilder english = new(literalLength);
    private readonly List<string> values = new(formattedCount);
    private int? count;

    public void AppendLiteral(string text) => english.Append(text);

    public void AppendFormatted<T>(T value)
    {
        // The first value chooses the plural form, if the text has several.
        count = values.Count == 0 && value is int number ? number : count;
        english.Append('{').Append(values.Count).Append('}');
        values.Add(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "");
    }

    /// <summary>The text in the user's language.</summary>
    public override string ToString() => Fill(static value => value);

    private string Fill(Func<string, string> escape)
    {
        var text = ConsoleTexts.Current.Find(english.ToString(), count);
        var filled = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '{' && at + 2 < text.Length && text[at + 2] == '}' && text[at + 1] - '0' is >= 0 and var i && i < values.Count)
            {
                filled.Append(escape(values[i]));
                at += 2;
            }
            else
            {
                filled.Append(text[at]);
            }
        }

        return filled.ToString();
    }
}
