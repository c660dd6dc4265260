using System.Text;

namespace Better.Calendar.Wordings;

/// <summary>
/// Sentences with named placeholders in braces: <c>Dear {name},</c>. Braces around anything but small letters stand for themselves.
/// </summary>
internal static class Template
{
    /// <summary>Puts the values where their names stand, once: a value that looks like a placeholder is text.</summary>
    /// <exception cref="ArgumentException">The sentence has a placeholder for which there is no value.</exception>
    public static string Fill(string sentence, ReadOnlySpan<(string Name, string Value)> values)
    {
        var filled = new StringBuilder(sentence.Length + 64);
        var rest = 0;
        foreach (var (start, length) in Find(sentence))
        {
            filled.Append(sentence, rest, start - rest).Append(Value(sentence, start + 1, length - 2, values));
            rest = start + length;
        }

        return filled.Append(sentence, rest, sentence.Length - rest).ToString();
    }

    /// <summary>The names of a sentence's placeholders, in their order.</summary>
    public static IEnumerable<string> Names(string sentence) =>
        Find(sentence).Select(found => sentence.Substring(found.Start + 1, found.Length - 2));

    private static IEnumerable<(int Start, int Length)> Find(string sentence)
    {
        for (var open = sentence.IndexOf('{'); open >= 0; open = sentence.IndexOf('{', open + 1))
        {
            var close = open + 1;
            while (close < sentence.Length && sentence[close] is >= 'a' and <= 'z')
            {
                close++;
            }

            if (close > open + 1 && close < sentence.Length && sentence[close] == '}')
            {
                yield return (open, close - open + 1);
            }
        }
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

        throw new ArgumentException($"There is no value for {{{wanted.ToString()}}} in “{sentence}”.", nameof(values));
    }
}
