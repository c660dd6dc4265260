
namespace Better.Calendar.Tests.Model;

public sealed class LocalizedTextTests
{
    private static readonly LocalizedText Title = new(("hu", "Cím"), ("en", "Title"), ("de-AT", "Titel"));

    [TestCase("hu", "Cím")]
    [TestCase("de-AT", "Titel")]
    [TestCase("hu-HU", "Cím", Description = "the parent tag")]
    [TestCase("EN-gb", "Title", Description = "tags have no case")]
    [TestCase("sv", "Cím", Description = "the series' language")]
    [TestCase("de", "Cím", Description = "a child tag is no parent")]
    public void A_reader_gets_the_nearest_language(string language, string text) =>
        Assert.That(Title.GetText(language, seriesLanguage: "hu"), Is.EqualTo(text));

    [Test]
    public void A_plain_string_is_in_the_series_language()
    {
        LocalizedText plain = "Nyílt adatok";

        Assert.That(plain.GetText("sv", "hu"), Is.EqualTo("Nyílt adatok"));
        Assert.That(plain.GetLanguage("sv", "hu"), Is.EqualTo("hu"));
    }

    [Test]
    public void Where_nothing_fits_some_text_is_better_than_none()
    {
        var text = new LocalizedText(("it", "Titolo"));

        Assert.That(text.GetText("sv", "hu"), Is.EqualTo("Titolo"));
        Assert.That(text.GetLanguage("sv", "hu"), Is.EqualTo("it"));
    }

    [Test]
    public void Texts_compare_by_value() =>
        Assert.That(new LocalizedText(("de-at", "Titel"), ("en", "Title"), ("hu", "Cím")), Is.EqualTo(Title));

    [Test]
    public void Control_characters_lone_surrogates_and_overrides_do_not_come_in() =>
        Assert.That(new LocalizedText(("en", "a\u0007b\uD83Dc\u202Ed\r\ne 😀")).GetText("en", "en"), Is.EqualTo("abcd\ne 😀"));

    [TestCase("english", "Title")]
    [TestCase("en", " \r\n ")]
    public void A_tag_that_is_none_and_an_empty_text_are_refused(string language, string text) =>
        Assert.That(() => new LocalizedText((language, text)), Throws.ArgumentException);
}
