using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Architecture;

/// <summary>Names of types are made of the words of samples/docs/explanation/glossary.md.</summary>
public sealed partial class GlossaryTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("samples/docs/explanation/glossary.md"))
        .ReplaceLineEndings("\n");

    [Test]
    public void Every_word_in_the_name_of_a_type_is_in_the_glossary()
    {
        var known = KnownWords(Page);
        var unknown = from source in SourceCode.All
                      from type in source.Types
                      from word in Words(type)
                      where !IsKnown(known, word)
                      select $"{word} in {type}";

        Assert.That(unknown.Distinct(), Is.Empty);
    }

    [Test]
    public void Every_word_of_the_glossary_is_used()
    {
        var used = SourceCode.All.SelectMany(static source => source.Types).SelectMany(Words).SelectMany(Forms).ToHashSet();

        Assert.That(KnownWords(Page).Except(used), Is.Empty);
    }

    [Test]
    public void The_test_sees_a_word_that_is_not_in_the_glossary()
    {
        var known = KnownWords(Page);

        Assert.That(Words("LetterPress").Where(word => !IsKnown(known, word)), Is.EqualTo(["letter", "press"]));
        Assert.That(Words("WorkshopSeries").Where(word => !IsKnown(known, word)), Is.Empty);
    }

    /// <summary>The first table's first column, and the second table's second.</summary>
    private static HashSet<string> KnownWords(string page)
    {
        var rows = page.Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        var others = rows.FindIndex(static row => row[1] == "whose");
        return
        [
            .. rows.Take(others).Select(static row => row[1]).Where(static word => word is not "word" and not "---"),
            .. rows.Skip(others + 1).Where(static row => row[1] != "---").SelectMany(static row => row[2].Split(' ')),
        ];
    }

    private static bool IsKnown(HashSet<string> known, string word) => Forms(word).Any(known.Contains);

    /// <summary>The word and what may be its singular.</summary>
    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        if (word.EndsWith("ies", StringComparison.Ordinal))
        {
            yield return word[..^3] + "y";
        }

        if (word.EndsWith("es", StringComparison.Ordinal))
        {
            yield return word[..^2];
        }

        if (word.EndsWith('s'))
        {
            yield return word[..^1];
        }
    }

    // The I of an interface is no word.
    private static IEnumerable<string> Words(string type) =>
        WordPattern()
            .Matches(type is ['I', >= 'A' and <= 'Z', >= 'a' and <= 'z', ..] ? type[1..] : type)
            .Select(static match => match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z]+|[0-9]+")]
    private static partial Regex WordPattern();
}
