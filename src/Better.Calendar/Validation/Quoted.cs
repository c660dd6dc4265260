using System.Text;

namespace Better.Calendar.Validation;

/// <summary>Strangers' text inside a sentence of ours: short, on one line, in quotes.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    /// <summary>The value in quotes.</summary>
    public static string Format(string? value)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in value ?? "")
        {
            if (shown.Length > MaxLength && !char.IsLowSurrogate(c))
            {
                shown.Append('…');
                break;
            }

            shown.Append(char.IsControl(c) ? '·' : c);
        }

        return shown.Append('"').ToString();
    }
}
