using System.Text;

namespace Better.Calendar.Checks;

/// <summary>Strangers' text inside a sentence of ours: short, on one line, in quotes.</summary>
internal static class Shown
{
    private const int Most = 60;

    /// <summary>The value in quotes.</summary>
    public static string Of(string? value)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in value ?? "")
        {
            if (shown.Length > Most && !char.IsLowSurrogate(c))
            {
                shown.Append('…');
                break;
            }

            shown.Append(char.IsControl(c) ? '·' : c);
        }

        return shown.Append('"').ToString();
    }
}
