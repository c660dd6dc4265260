using System.Globalization;

namespace InviteConsole;

/// <summary>Cuts texts that are too long for their place.</summary>
internal static class TextCut
{
    /// <summary>The first words, or letters of a long word, with an ellipsis if anything is left out.</summary>
    public static string AtWord(string text, int maxLength)
    {
        var cut = AtLetter(text, maxLength);
        var end = cut.LastIndexOf(' ');
        return cut.Length == text.Length || end < cut.Length / 2 ? cut : cut[..end].TrimEnd(',', ';', ':', '.', ' ') + "…";
    }

    /// <summary>The first letters as a mail program cuts them, with an ellipsis if anything is left out.</summary>
    public static string AtLetter(string text, int maxLength)
    {
        var letters = new StringInfo(text);
        return letters.LengthInTextElements <= maxLength ? text : letters.SubstringByTextElements(0, maxLength - 1).TrimEnd() + "…";
    }
}
