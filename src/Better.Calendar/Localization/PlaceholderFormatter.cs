namespace Better.Calendar.Localization;

/// <summary>
/// Formats sentences with named placeholders in braces: <c>Dear {name},</c>. Braces around anything but lower-case letters are plain text.
/// </summary>
internal static class PlaceholderFormatter
{
    /// <summary>Replaces placeholders by values, in one pass: placeholders inside a value are plain text.</summary>
    /// <exception cref="ArgumentException">The sentence has a placeholder without a value.</exception>
    public static string Format(string sentence, ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = StringBuilderCache.Acquire();
        var rest = 0;
        while (Find(sentence, rest, out var length) is >= 0 and var start)
        {
            filled.Append(sentence, rest, start - rest).Append(Value(sentence, start + 1, length - 2, values));
            rest = start + length;
        }

        return StringBuilderCache.GetStringAndRelease(filled.Append(sentence, rest, sentence.Length - rest));
    }

    /// <summary>The placeholder names of a sentence, in order.</summary>
    public static IEnumerable<string> GetPlaceholderNames(string sentence)
    {
        for (var rest = 0; Find(sentence, rest, out var length) is >= 0 and var start; rest = start + length)
        {
            yield return sentence.Substring(start + 1, length - 2);
        }
    }

    /// <summary>The position of the next placeholder, with its braces; -1 when there is none.</summary>
    private static int Find(string sentence, int from, out int length)
    {
        for (var open = sentence.IndexOf('{', from); open >= 0; open = sentence.IndexOf('{', open + 1))
        {
            var close = open + 1;
            while (close < sentence.Length && sentence[close] is >= 'a' and <= 'z')
            {
                close++;
            }

            length = close - open + 1;
            if (length > 2 && close < sentence.Length && sentence[close] == '}')
            {
                return open;
            }
        }

        length = 0;
        return -1;
    }

    private static string Value(string sentence, int start, int length, ReadOnlySpan<(string Name, string Value)> values)
    {
        var wanted = sentence.AsSpan(start, length);
        foreach (var (name, value) in values)
        {
            if (wanted.Equals(name.AsSpan(), StringComparison.Ordinal))
            {
                return value ?? throw new ArgumentNullException(nameof(values), $"The value of {{{name}}} is null.");
            }
        }

        throw new ArgumentException($"There is no value for the placeholder {{{wanted.ToString()}}} in “{sentence}”.", nameof(values));
    }
}
