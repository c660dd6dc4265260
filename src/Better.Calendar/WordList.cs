namespace Better.Calendar;

/// <summary>The members of an enumeration as words, in documents and in JSON: <c>accepted</c>, <c>tooLarge</c>.</summary>
internal static class WordList
{
    /// <summary>The word of a member; several words with commas for combined flags.</summary>
    public static string Format<T>(T value)
        where T : struct, Enum => string.Join(", ", value.ToString().Split([", "], StringSplitOptions.None).Select(ToWord));

    /// <summary>The member of a word in any case; null if there is none.</summary>
    public static T? Parse<T>(string text)
        where T : struct, Enum =>
        text.Length > 0
            && char.IsLetter(text[0])
            && Enum.TryParse<T>(text, ignoreCase: true, out var value)

            // TryParse also accepts lists of members, which mean something only for flags.
            && (typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false)
                || value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            ? value
            : null;

    /// <summary>The words of all members, in the order of their values.</summary>
    public static IEnumerable<string> GetWords<T>()
        where T : struct, Enum => Enum.GetNames(typeof(T)).Select(ToWord);

    private static string ToWord(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
