
namespace Better.Calendar.Tests.Model;

public sealed class LocalizedTextTests
{
    private static readonly LocalizedText Title = new(("hu", "Cím"), ("en", "Title"), ("de-AT", "Titel"));

    [TestCase("hu", "Cím")]
    [TestCase("de-AT", "Titel")]
    [TestCase("hu-HU", "Cím", Description = "the parent tag")]
    [TestCase("EN-gb", "Title", Description = "tags have no case")]
    [TestCase("sv", "Cím", Description = "the language of the series")]
    [TestCase("de", "Cím", Description = "a child tag is not a parent")]
    public void The_text_of_the_closest_language_is_returned(string language, string text) =>
        Assert.That(Title.GetText(language, seriesLanguage: "hu"), Is.EqualTo(text));

    [Test]
    public void A_plain_string_is_in_the_language_of_the_series()
    {
        LocalizedText plain = "Nyílt adatok";

        Assert.That(plain.GetText("sv", "hu"), Is.EqualTo("Nyílt adatok"));
        Assert.That(plain.GetLanguage("sv", "hu"), Is.EqualTo("hu"));
    }

    [Test]
    public void Without_a_matching_language_the_first_text_is_returned()
    {
        var text = new LocalizedText(("it", "Titolo"));

        Assert.That(text.GetText("sv", "hu"), Is.EqualTo("Titolo"));
        Assert.That(text.GetLanguage("sv", "hu"), Is.EqualTo("it"));
    }

    [Test]
    public void Texts_compare_by_value() =>
        Assert.That(new LocalizedText(("de-at", "Titel"), ("en", "Title"), ("hu", "Cím")), Is.EqualTo(Title));

    [Test]
    public void Control_characters_unpaired_surrogates_and_bidirectional_overrides_are_removed() =>
        Assert.That(new LocalizedText(("en", "a\u0007b\uD83Dc\u202Ed\r\ne 😀")).GetText("en", "en"), Is.EqualTo("abcd\ne 😀"));

    [TestCase("english", "Title")]
    [TestCase("en", " \r\n ")]
    public void An_invalid_language_tag_and_an_empty_text_are_rejected(string language, string text) =>
        Assert.That(() => new LocalizedText((language, text)), Throws.ArgumentException);
}
