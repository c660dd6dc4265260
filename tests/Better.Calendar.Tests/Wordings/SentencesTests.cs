using System.Text.RegularExpressions;
using Better.Calendar.Wordings;

namespace Better.Calendar.Tests.Wordings;

/// <summary>What holds for the texts of every language, sentence by sentence.</summary>
public sealed class SentencesTests
{
    private static readonly string[] Languages = [.. InvitationWording.Languages];

    private static readonly string[] OtherLanguages = [.. Languages.Where(language => language != "en")];

    private static readonly Dictionary<string, string> English = SentenceTable.Read("en")!;

    // The same in English and elsewhere because the other language has the same word, or the sentence has only values.
    private static readonly string[] SameAsEnglish =
    [
        "OutlookLink", "Microsoft365Link", "GoogleLink", "YahooLink", "PlatformLabel", "LabelledLine", "ExpertWithCity",
        "OnlinePlaceOnPlatform", "WorkshopCount_one", "StatusLabel",
        "WebsiteLabel", "ParticipantsLabel",
    ];

    [TestCaseSource(nameof(Languages))]
    public void Every_phrase_has_its_entry_and_no_entry_is_left_over(string language)
    {
        var expected = SentenceTable.Phrases.Where(phrase => !SentenceTable.Counts(phrase)).Select(SentenceTable.Key);
        var counted = SentenceTable.Phrases.Where(SentenceTable.Counts)
            .SelectMany(phrase => SentenceTable.Categories.Select(category => SentenceTable.Key(phrase, category)));
        var found = SentenceTable.Read(language)!.Keys;

        Assert.That(found.Except(counted), Is.EquivalentTo(expected));
    }

    [Test]
    public void The_list_of_phrases_is_the_whole_enumeration() =>
        Assert.That(SentenceTable.Phrases, Is.EqualTo(Enum.GetValues<Phrase>()));

    [TestCaseSource(nameof(Languages))]
    public void Every_sentence_has_exactly_the_placeholders_that_the_English_one_has(string language)
    {
        foreach (var (key, sentence) in SentenceTable.Read(language)!)
        {
            var english = English.TryGetValue(key, out var same) ? same : English[key[..key.IndexOf('_')] + "_other"];
            var expected = Template.Names(english).Order();

            // "ورشتا عمل" is "two workshops" in itself.
            var found = Template.Names(sentence).Order();
            var saysItsNumber = Regex.IsMatch(key, "_(zero|one|two)$");
            Assert.That(
                found,
                saysItsNumber ? Is.EqualTo(expected).Or.EqualTo(expected.Except(["count"])) : Is.EqualTo(expected),
                $"{language} {key}: {sentence}");
        }
    }

    [Test]
    public void The_English_sentences_use_only_placeholders_that_are_promised()
    {
        foreach (var phrase in Enum.GetValues<Phrase>())
        {
            var names = Template.Names(InvitationWording.For("en")[phrase]);

            Assert.That(names, Is.SubsetOf(InvitationWording.PlaceholdersOf(phrase)), $"{phrase}");
        }
    }

    [TestCaseSource(nameof(OtherLanguages))]
    public void No_sentence_is_left_in_English(string language)
    {
        var same = SentenceTable.Read(language)!.Where(entry => English.TryGetValue(entry.Key, out var english) && english == entry.Value);

        Assert.That(same.Select(entry => entry.Key).Except(SameAsEnglish), Is.Empty);
    }

    [TestCaseSource(nameof(Languages))]
    public void No_sentence_has_spaces_at_its_ends_or_twice(string language)
    {
        foreach (var (key, sentence) in SentenceTable.Read(language)!)
        {
            Assert.That(sentence, Is.EqualTo(sentence.Trim()).And.Not.Contain("  ").And.Not.Contain("..."), key);
            Assert.That(sentence, Does.Not.Match(@"[\p{Cc}'""]"), $"{language} {key}: straight quotes and control characters are a slip");
        }
    }

    [TestCaseSource(nameof(Languages))]
    public void Subjects_begin_with_the_kind_of_letter_and_leave_room_for_the_title(string language)
    {
        var wording = InvitationWording.For(language);
        foreach (var phrase in Enum.GetValues<Phrase>().Where(phrase => phrase.ToString().EndsWith("Subject", StringComparison.Ordinal)))
        {
            var values = InvitationWording.PlaceholdersOf(phrase)
                .Select(name => (name, name == "date" ? wording.Dates.ShortDate(new(2020, 9, 23)) : "")).ToArray();

            Assert.That(wording[phrase], Does.Not.StartWith("{"));
            Assert.That(wording.Fill(phrase, values), Has.Length.LessThanOrEqualTo(52), $"{language} {phrase}");
        }
    }

    // "{city}-ban", "{city}ban": Hungarian suffixes follow the vowels of their word, which a placeholder hides.
    // "a {city}": the article follows its first sound.
    [Test]
    public void No_Hungarian_sentence_ties_a_suffix_or_an_article_to_a_placeholder()
    {
        var tied = new Regex(@"\{[a-z]+\}[”’]?-?\p{L}|\b(az?|a\(z\)) [„]?\{(?!count|number)", RegexOptions.IgnoreCase);

        Assert.That(SentenceTable.Read("hu")!.Values.Where(sentence => tied.IsMatch(sentence)), Is.Empty);
    }

    // Inflection by ending is not only Hungarian.
    [TestCaseSource(nameof(Languages))]
    public void No_sentence_glues_a_letter_to_a_placeholder(string language) =>
        Assert.That(
            SentenceTable.Read(language)!.Values.Where(sentence => Regex.IsMatch(sentence, @"\{[a-z]+\}['’:-]?\p{L}|\p{L}\{")), Is.Empty);

    [Test]
    public void French_sets_a_space_that_does_not_break_before_high_signs() =>
        Assert.That(
            SentenceTable.Read("fr")!.Values.Where(sentence => Regex.IsMatch(sentence, @"[^\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]")),
            Is.Empty);
}
