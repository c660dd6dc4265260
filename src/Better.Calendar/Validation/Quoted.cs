using System.Text;

namespace Better.Calendar.Validation;

/// <summary>Formats text from the input for use in a sentence: shortened, on one line, in quotes.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    /// <summary>The value in quotes; empty quotes for null.</summary>
    public static string Format(string? value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value ?? "")
        {
            if (quoted.Length > MaxLength && !char.IsLowSurrogate(c))
            {
                quoted.Append('…');
                break;
            }

            quoted.Append(char.IsControl(c) ? '·' : c);
        }

        return quoted.Append('"').ToString();
    }
}
