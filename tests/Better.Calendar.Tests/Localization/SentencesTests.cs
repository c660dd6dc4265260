using System.Text.RegularExpressions;
using Better.Calendar.Localization;

namespace Better.Calendar.Tests.Localization;

/// <summary>What holds for the texts of every language, sentence by sentence.</summary>
public sealed class SentencesTests
{
    private static readonly string[] Languages = [.. InvitationTexts.Languages];

    private static readonly string[] OtherLanguages = [.. Languages.Where(language => language != "en")];

    private static readonly Dictionary<string, string> English = TextResources.Load("en")!;

    // The same in English and elsewhere because the other language has the same word, or the sentence has only values.
    private static readonly string[] SameAsEnglish =
    [
        "OutlookLink", "Microsoft365Link", "GoogleLink", "YahooLink", "PlatformLabel", "LabelledLine", "ExpertWithCity",
        "OnlinePlaceOnPlatform", "WorkshopCount_one", "StatusLabel",
        "WebsiteLabel", "ParticipantsLabel",
    ];

    [TestCaseSource(nameof(Languages))]
    public void Every_textKey_has_its_entry_and_no_entry_is_left_over(string language)
    {
        var expected = TextResources.Keys.Where(textKey => !TextResources.HasPluralForms(textKey)).Select(TextResources.ResourceName);
        var counted = TextResources.Keys.Where(TextResources.HasPluralForms)
            .SelectMany(textKey => TextResources.PluralCategories.Select(category => TextResources.ResourceName(textKey, category)));
        var found = TextResources.Load(language)!.Keys;

        Assert.That(found.Except(counted), Is.EquivalentTo(expected));
    }

    [Test]
    public void The_list_of_textKeys_is_the_whole_enumeration() =>
        Assert.That(TextResources.Keys, Is.EqualTo(Enum.GetValues<TextKey>()));

    [TestCaseSource(nameof(Languages))]
    public void Every_sentence_has_exactly_the_placeholders_that_the_English_one_has(string language)
    {
        foreach (var (key, sentence) in TextResources.Load(language)!)
        {
            var english = English.TryGetValue(key, out var same) ? same : English[key[..key.IndexOf('_')] + "_other"];
            var expected = PlaceholderFormatter.GetPlaceholderNames(english).Order();

            // "ورشتا عمل" is "two workshops" in itself.
            var found = PlaceholderFormatter.GetPlaceholderNames(sentence).Order();
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
        foreach (var textKey in Enum.GetValues<TextKey>())
        {
            var names = PlaceholderFormatter.GetPlaceholderNames(InvitationTexts.ForLanguage("en")[textKey]);

            Assert.That(names, Is.SubsetOf(InvitationTexts.GetPlaceholders(textKey)), $"{textKey}");
        }
    }

    [TestCaseSource(nameof(OtherLanguages))]
    public void No_sentence_is_left_in_English(string language)
    {
        var same = TextResources.Load(language)!.Where(entry => English.TryGetValue(entry.Key, out var english) && english == entry.Value);

        Assert.That(same.Select(entry => entry.Key).Except(SameAsEnglish), Is.Empty);
    }

    [TestCaseSource(nameof(Languages))]
    public void No_sentence_has_spaces_at_its_ends_or_twice(string language)
    {
        foreach (var (key, sentence) in TextResources.Load(language)!)
        {
            Assert.That(sentence, Is.EqualTo(sentence.Trim()).And.Not.Contain("  ").And.Not.Contain("..."), key);
            Assert.That(sentence, Does.Not.Match(@"[\p{Cc}'""]"), $"{language} {key}: straight quotes and control characters are a slip");
        }
    }

    [TestCaseSource(nameof(Languages))]
    public void Subjects_begin_with_the_kind_of_email_and_leave_room_for_the_title(string language)
    {
        var texts = InvitationTexts.ForLanguage(language);
        foreach (var textKey in Enum.GetValues<TextKey>().Where(textKey => textKey.ToString().EndsWith("Subject", StringComparison.Ordinal)))
        {
            var values = InvitationTexts.GetPlaceholders(textKey)
                .Select(name => (name, name == "date" ? texts.Dates.ShortDate(new(2020, 9, 23)) : "")).ToArray();

            Assert.That(texts[textKey], Does.Not.StartWith("{"));
            Assert.That(texts.Format(textKey, values), Has.Length.LessThanOrEqualTo(52), $"{language} {textKey}");
        }
    }

    // "{city}-ban", "{city}ban": Hungarian suffixes follow the vowels of their word, which a placeholder hides.
    // "a {city}": the article follows its first sound.
    [Test]
    public void No_Hungarian_sentence_ties_a_suffix_or_an_article_to_a_placeholder()
    {
        var tied = new Regex(@"\{[a-z]+\}[”’]?-?\p{L}|\b(az?|a\(z\)) [„]?\{(?!count|number)", RegexOptions.IgnoreCase);

        Assert.That(TextResources.Load("hu")!.Values.Where(sentence => tied.IsMatch(sentence)), Is.Empty);
    }

    // Inflection by ending is not only Hungarian.
    [TestCaseSource(nameof(Languages))]
    public void No_sentence_glues_an_email_to_a_placeholder(string language) =>
        Assert.That(
            TextResources.Load(language)!.Values.Where(sentence => Regex.IsMatch(sentence, @"\{[a-z]+\}['’:-]?\p{L}|\p{L}\{")), Is.Empty);

    [Test]
    public void French_sets_a_space_that_does_not_break_before_high_signs() =>
        Assert.That(
            TextResources.Load("fr")!.Values.Where(sentence => Regex.IsMatch(sentence, @"[^\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]")),
            Is.Empty);
}
