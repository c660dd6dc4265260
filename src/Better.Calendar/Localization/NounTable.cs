using System.Collections.Concurrent;
using System.Text;

namespace Better.Calendar.Localization;

/// <summary>
/// The phrases of a language that hold the word for a workshop, and what they are with another noun: article, case, gender and what agrees
/// with it.
/// </summary>
/// <remarks>
/// Nouns/*.tsv has a column for each <see cref="WorkshopNoun"/>. The longest phrase counts; one that begins with the name of a resource is
/// for that sentence alone.
/// </remarks>
internal sealed class NounTable
{
    private static readonly ConcurrentDictionary<(string Language, WorkshopNoun Noun), Dictionary<string, string>?> Sentences = new();

    private readonly List<NounRow> phrases;

    private NounTable(List<NounRow> phrases) => this.phrases = phrases;

    /// <summary>The sentences of a language with another noun, by resource name; null if it has none.</summary>
    /// <param name="language">A language or region that <see cref="TextResources.FindTag"/> gives.</param>
    /// <param name="noun">The noun.</param>
    public static Dictionary<string, string>? GetSentences(string language, WorkshopNoun noun) =>
        Sentences.GetOrAdd((language, noun), static key =>
        {
            if (Read(LanguageTag.GetPrimary(key.Language)) is not { } table || TextResources.Load(key.Language) is not { } sentences)
            {
                return null;
            }

            return sentences.ToDictionary(
                static sentence => sentence.Key,
                sentence => table.Replace(sentence.Key, sentence.Value, key.Noun),
                StringComparer.Ordinal);
        });

    /// <summary>A sentence with another noun. What is in braces stays, unless a phrase has it.</summary>
    public string Replace(string resourceName, string sentence, WorkshopNoun noun)
    {
        var replaced = new StringBuilder(sentence.Length + 16);
        for (var at = 0; at < sentence.Length;)
        {
            var phrase = at > 0 && char.IsLetter(sentence[at - 1]) ? null : Find(resourceName, sentence, at);
            var end = phrase is not null ? at + phrase.Text.Length
                : sentence[at] == '{' ? sentence.IndexOf('}', at) + 1
                : at + 1;
            _ = phrase is not null ? replaced.Append(phrase.Forms[(int)noun]) : replaced.Append(sentence, at, end - at);
            at = end;
        }

        return replaced.ToString();
    }

    private NounRow? Find(string resourceName, string sentence, int at) => phrases.Find(phrase =>
        (phrase.ResourceName is null || phrase.ResourceName == resourceName)
        && string.CompareOrdinal(sentence, at, phrase.Text, 0, phrase.Text.Length) == 0
        && (at + phrase.Text.Length == sentence.Length || !char.IsLetter(sentence[at + phrase.Text.Length])));

    private static NounTable? Read(string language)
    {
        using var resource = typeof(NounTable).Assembly.GetManifestResourceStream($"Better.Calendar.Localization.Nouns.{language}.tsv");
        if (resource is null)
        {
            return null;
        }

        using var reader = new StreamReader(resource, Encoding.UTF8);
        return new(reader.ReadToEnd().Split('\n').Skip(1)
            .Select(static line => line.TrimEnd('\r'))
            .Where(static line => line.Length > 0)
            .Select(static line => NounRow.Parse(line.Split('\t')))
            .OrderByDescending(static phrase => phrase.Text.Length)
            .ThenBy(static phrase => phrase.ResourceName is null)
            .ToList());
    }

    /// <summary>A phrase with its forms.</summary>
    /// <param name="ResourceName">The sentence that it is for; null: every sentence.</param>
    /// <param name="Text">The phrase with the word for a workshop.</param>
    /// <param name="Forms">The phrase with each noun, in the order of <see cref="WorkshopNoun"/>.</param>
    private sealed record NounRow(string? ResourceName, string Text, string[] Forms)
    {
        public static NounRow Parse(string[] columns)
        {
            var colon = columns[0].IndexOf(':');
            var text = columns[0].Substring(colon + 1);
            return new(colon < 0 ? null : columns[0].Substring(0, colon), text, [text, .. columns.Skip(1)]);
        }
    }
}
