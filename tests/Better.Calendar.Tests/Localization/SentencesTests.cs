using System.Text.RegularExpressions;
using Better.Calendar.Localization;

namespace Better.Calendar.Tests.Localization;

/// <summary>Rules for all texts in all languages.</summary>
public sealed class SentencesTests
{
    private static readonly string[] Languages = [.. InvitationTexts.Languages];

    private static readonly string[] OtherLanguages = [.. Languages.Where(language => language != "en")];

    private static readonly Dictionary<string, string> English = TextResources.Load("en")!;

    // Texts that may be the same as in English, because the other language has the same word or the text has only values.
    private static readonly string[] SameAsEnglish =
    [
        "OutlookLink", "Microsoft365Link", "GoogleLink", "YahooLink", "PlatformLabel", "LabelledLine", "ExpertWithCity",
        "OnlinePlaceOnPlatform", "WorkshopCount_one", "WorkshopCount_other", "StatusLabel",
        "WebsiteLabel", "ParticipantsLabel", "InvitationLabel", "DeclineButton", "PreviousLine",
    ];

    [TestCaseSource(nameof(Languages))]
    public void Every_text_key_has_a_resource_and_every_resource_a_text_key(string language)
    {
        var expected = TextResources.Keys.Where(textKey => !TextResources.HasPluralForms(textKey)).Select(TextResources.ResourceName);
        var counted = TextResources.Keys.Where(TextResources.HasPluralForms)
            .SelectMany(textKey => TextResources.PluralCategories.Select(category => TextResources.ResourceName(textKey, category)));
        var found = TextResources.Load(language)!.Keys;

        Assert.That(found.Except(counted), Is.EquivalentTo(expected));
    }

    [Test]
    public void The_list_of_text_keys_is_complete() =>
        Assert.That(TextResources.Keys, Is.EqualTo(Enum.GetValues<TextKey>()));

    [TestCaseSource(nameof(Languages))]
    public void Every_text_has_the_same_placeholders_as_in_English(string language)
    {
        foreach (var (key, sentence) in TextResources.Load(language)!)
        {
            var english = English.TryGetValue(key, out var same) ? same : English[key[..key.IndexOf('_')] + "_other"];
            var expected = PlaceholderFormatter.GetPlaceholderNames(english).Order();

            // "ورشتا عمل" means "two workshops" without a number.
            var found = PlaceholderFormatter.GetPlaceholderNames(sentence).Order();
            var mayOmitCount = Regex.IsMatch(key, "_(zero|one|two)$");
            Assert.That(
                found,
                mayOmitCount ? Is.EqualTo(expected).Or.EqualTo(expected.Except(["count"])) : Is.EqualTo(expected),
                $"{language} {key}: {sentence}");
        }
    }

    [Test]
    public void The_English_texts_use_only_documented_placeholders()
    {
        foreach (var textKey in Enum.GetValues<TextKey>())
        {
            var names = PlaceholderFormatter.GetPlaceholderNames(InvitationTexts.ForLanguage("en")[textKey]);

            Assert.That(names, Is.SubsetOf(InvitationTexts.GetPlaceholders(textKey)), $"{textKey}");
        }
    }

    [TestCaseSource(nameof(OtherLanguages))]
    public void Every_text_is_translated(string language)
    {
        var same = TextResources.Load(language)!.Where(entry => English.TryGetValue(entry.Key, out var english) && english == entry.Value);

        Assert.That(same.Select(entry => entry.Key).Except(SameAsEnglish), Is.Empty);
    }

    [TestCaseSource(nameof(Languages))]
    public void No_text_has_surrounding_or_double_spaces(string language)
    {
        foreach (var (key, sentence) in TextResources.Load(language)!)
        {
            Assert.That(sentence, Is.EqualTo(sentence.Trim()).And.Not.Contain("  ").And.Not.Contain("..."), key);
            Assert.That(
                sentence,
                Does.Not.Match(@"[\p{Cc}'""]"),
                $"{language} {key}: straight quotes and control characters are not allowed");
        }
    }

    [TestCaseSource(nameof(Languages))]
    public void Subjects_start_with_the_kind_of_email_and_leave_space_for_the_title(string language)
    {
        var texts = InvitationTexts.ForLanguage(language);
        foreach (var textKey in Enum.GetValues<TextKey>()
            .Where(textKey => textKey.ToString().EndsWith("Subject", StringComparison.Ordinal)))
        {
            var values = InvitationTexts.GetPlaceholders(textKey)
                .Select(name => (name, name == "date" ? texts.Dates.ShortDate(new(2020, 9, 23)) : "")).ToArray();

            Assert.That(texts[textKey], Does.Not.StartWith("{"));
            Assert.That(texts.Format(textKey, values), Has.Length.LessThanOrEqualTo(52), $"{language} {textKey}");
        }
    }

    // The words for a letter of paper; Estonian has its word for it in "e-kiri" too, and in "panime kirja" ("we noted").
    private static readonly Dictionary<string, string> Letter = new(StringComparer.Ordinal)
    {
        ["ar"] = "خطاب|مكتوب",
        ["de"] = @"\b(Brief|Schreiben)(s|es|e|en)?\b",
        ["en"] = @"\bletters?\b",
        ["es"] = @"\bcartas?\b",
        ["et"] = @"(?<!e-)\b(kirjale|kirjas|kirjaga|kirjast|kirjad)\b",
        ["fr"] = @"\b(lettres?|courriers?)\b",
        ["hu"] = @"\blevel(et|em|ek|ünk)?\b|\blevél(re|ben|hez|ből)?\b",
        ["it"] = @"\bletter[ae]\b",
        ["nl"] = @"\b(brief|brieven|schrijven)\b",
        ["pl"] = @"\b(list|listu|liście|listem|pismo|pisma)\b",
        ["pt"] = @"\bcartas?\b",
        ["sv"] = @"\bbrev(et|en|ets)?\b",
        ["uk"] = @"\b(лист|листа|листі|листом|листи)\b",
    };

    [TestCaseSource(nameof(Languages))]
    public void No_text_calls_an_email_a_letter(string language)
    {
        var letter = new Regex(Letter[language], RegexOptions.IgnoreCase);
        var regions = TextResources.Variants.Where(region => LanguageTag.GetPrimary(region) == language);

        var sentences = regions.Prepend(language).SelectMany(tag => TextResources.Load(tag)!.Values);

        Assert.That(sentences.Where(sentence => letter.IsMatch(sentence)), Is.Empty);
    }

    // The test above must find what it looks for.
    [TestCase("hu", "vagy válaszoljon erre a levélre")]
    [TestCase("sv", "eller svara på det här brevet")]
    [TestCase("et", "või vastake sellele kirjale")]
    [TestCase("en", "reply to this letter")]
    [TestCase("de", "antworten Sie auf diesen Brief")]
    [TestCase("uk", "дайте відповідь на цей лист")]
    public void A_letter_would_be_found(string language, string sentence) =>
        Assert.That(sentence, Does.Match($"(?i){Letter[language]}"));

    // "{city}-ban", "{city}ban": a Hungarian suffix depends on the vowels of its word, which is unknown in a placeholder.
    // "a {city}": the article depends on the first sound.
    [Test]
    public void No_Hungarian_text_has_a_suffix_or_an_article_at_a_placeholder()
    {
        var suffixOrArticle = new Regex(@"\{[a-z]+\}[”’]?-?\p{L}|\b(az?|a\(z\)) [„]?\{(?!count|number)", RegexOptions.IgnoreCase);

        Assert.That(TextResources.Load("hu")!.Values.Where(sentence => suffixOrArticle.IsMatch(sentence)), Is.Empty);
    }

    // Other languages have suffixes as well.
    [TestCaseSource(nameof(Languages))]
    public void No_text_has_a_letter_directly_at_a_placeholder(string language) =>
        Assert.That(
            TextResources.Load(language)!.Values.Where(sentence => Regex.IsMatch(sentence, @"\{[a-z]+\}['’:-]?\p{L}|\p{L}\{")), Is.Empty);

    [Test]
    public void French_texts_have_a_no_break_space_before_high_punctuation() =>
        Assert.That(
            TextResources.Load("fr")!.Values.Where(sentence => Regex.IsMatch(sentence, @"[^\u00a0\u202f][:;?!»]|«[^\u00a0\u202f]")),
            Is.Empty);
}
