using System.Globalization;
using System.Text.Json;
using Better.Calendar.Localization;

namespace Better.Calendar.Tests.Localization;

public sealed class PluralRuleTests
{
    // Independent judge: the sample numbers of CLDR, extracted by tests/cldr/cut.mjs.
    private static readonly JsonElement Samples = Read();

    [TestCaseSource(nameof(Languages))]
    public void Every_sample_number_of_CLDR_is_in_its_category(string language)
    {
        var rule = PluralRule.ForLanguage(language);
        var checkedNumbers = 0;

        foreach (var category in Samples.GetProperty(language).EnumerateObject())
        {
            foreach (var number in category.Value.EnumerateArray().SelectMany(item => Numbers(item.GetString()!)))
            {
                Assert.That(rule(number).ToString().ToLowerInvariant(), Is.EqualTo(category.Name), $"{language} {number}");
                checkedNumbers++;
            }
        }

        Assert.That(checkedNumbers, Is.GreaterThan(20));
    }

    [TestCaseSource(nameof(Languages))]
    public void Every_category_for_small_numbers_has_texts(string language)
    {
        var texts = InvitationTexts.ForLanguage(language);
        var categories = Samples.GetProperty(language).EnumerateObject();
        var needed = categories.Where(category => category.Value.EnumerateArray().Any(item => Numbers(item.GetString()!).First() < 1000));

        foreach (var category in needed)
        {
            var sentences = TextResources.Load(texts.Language)!;
            Assert.That(sentences.Keys, Does.Contain($"WorkshopCount_{category.Name}"));
            Assert.That(sentences.Keys, Does.Contain($"OverviewOpening_{category.Name}"));
        }
    }

    [Test]
    public void A_subtag_does_not_change_the_rule() => Assert.That(PluralRule.ForLanguage("pl-PL")(3), Is.EqualTo(PluralCategory.Few));

    private static IEnumerable<string> Languages() =>
        Samples.EnumerateObject().Select(language => language.Name);

    private static IEnumerable<int> Numbers(string sample)
    {
        var ends = sample.Split('~').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    private static JsonElement Read()
    {
        using var stream = typeof(PluralRuleTests).Assembly.GetManifestResourceStream("plurals.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("samples").Clone();
    }
}
