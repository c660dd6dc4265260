
namespace Better.Calendar.Tests.Localization;

public sealed class InvitationTextsTests
{
    [TestCase("hu", "hu")]
    [TestCase("hu-RO", "hu")]
    [TestCase("HU", "hu")]
    [TestCase("hu-x-formal", "hu")]
    [TestCase("en-GB", "en")]
    [TestCase("fi", "en")]
    [TestCase("zh-Hant-TW", "en")]
    [TestCase("hux", "en")]
    [TestCase("", "en")]
    [TestCase("not a tag", "en")]
    public void A_language_is_looked_for_by_its_tag_then_its_parents_then_English(string asked, string found)
    {
        var texts = InvitationTexts.ForLanguage(asked);

        Assert.That(texts.Language, Is.EqualTo(found));
        Assert.That(texts.Dates.Language, Is.EqualTo(found));
    }

    [Test]
    [SetCulture("hu-HU")]
    [SetUICulture("hu-HU")]
    public void The_machines_language_is_not_asked() =>
        Assert.That(InvitationTexts.ForLanguage("en").Format(TextKey.Greeting, ("name", "Éva")), Is.EqualTo("Dear Éva,"));

    [Test]
    public void A_value_that_looks_like_a_placeholder_is_text()
    {
        var line = InvitationTexts.ForLanguage("en").Format(TextKey.ChangedLine, ("field", "{old}"), ("old", "{new}"), ("new", "{field} {x"));

        Assert.That(line, Is.EqualTo("{old}: previously {new}, now {field} {x"));
    }

    [Test]
    public void A_missing_value_is_named()
    {
        var fault = Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").Format(TextKey.Greeting, ("nam", "Éva")));

        Assert.That(fault!.Message, Does.Contain("{name}"));
    }

    [TestCase(1, "1 workshop")]
    [TestCase(3, "3 workshops")]
    [TestCase(0, "0 workshops")]
    public void Workshops_are_counted(int count, string text) =>
        Assert.That(InvitationTexts.ForLanguage("en").FormatPlural(TextKey.WorkshopCount, count), Is.EqualTo(text));

    [Test]
    public void A_sentence_can_be_replaced_without_touching_the_shipped_one()
    {
        var mine = InvitationTexts.ForLanguage("hu").WithOverride(TextKey.Greeting, "Szia, {name}!");

        Assert.That(mine.Format(TextKey.Greeting, ("name", "Éva")), Is.EqualTo("Szia, Éva!"));
        Assert.That(InvitationTexts.ForLanguage("hu").Format(TextKey.Greeting, ("name", "Éva")), Is.EqualTo("Kedves Éva!"));
    }

    [Test]
    public void A_replacement_may_use_placeholders_that_our_sentence_does_not_use()
    {
        var mine = InvitationTexts.ForLanguage("en").WithOverride(TextKey.InvitationSubject, "[{series}] {workshop}");
        var subject = mine.Format(TextKey.InvitationSubject, ("series", "BETTER"), ("workshop", "One"), ("date", "x"));

        Assert.That(subject, Is.EqualTo("[BETTER] One"));
    }

    [Test]
    public void A_replacement_with_an_unknown_placeholder_is_refused_with_the_known_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").WithOverride(TextKey.Greeting, "Dear {nmae},"));

        Assert.That(fault!.Message, Does.Contain("{nmae}").And.Contain("name"));
    }

    [Test]
    public void Braces_around_other_things_are_text()
    {
        var mine = InvitationTexts.ForLanguage("en").WithOverride(TextKey.Closing, "{} {1} {Name} { } {");

        Assert.That(mine.Format(TextKey.Closing), Is.EqualTo("{} {1} {Name} { } {"));
    }

    [Test]
    public void A_host_adds_a_language_with_its_own_plurals()
    {
        var welsh = InvitationTexts.ForLanguage("en")
            .DeriveLanguage("cy", isRightToLeft: false, plurals: count => count == 2 ? PluralCategory.Two : PluralCategory.Other)
            .WithOverride(TextKey.Greeting, "Annwyl {name},")
            .WithOverride(TextKey.WorkshopCount, "{count} gweithdy")
            .WithOverride(TextKey.WorkshopCount, PluralCategory.Two, "{count} weithdy");

        Assert.That(welsh.Language, Is.EqualTo("cy"));
        Assert.That(welsh.IsRightToLeft, Is.False);
        Assert.That(welsh.Format(TextKey.Greeting, ("name", "Eira")), Is.EqualTo("Annwyl Eira,"));
        Assert.That(welsh.FormatPlural(TextKey.WorkshopCount, 1), Is.EqualTo("1 gweithdy"));
        Assert.That(welsh.FormatPlural(TextKey.WorkshopCount, 2), Is.EqualTo("2 weithdy"));
    }

    [Test]
    public void A_textKey_that_does_not_count_says_so()
    {
        Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").FormatPlural(TextKey.Greeting, 2));
        Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").WithOverride(TextKey.Greeting, PluralCategory.One, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => InvitationTexts.ForLanguage("en").FormatPlural(TextKey.WorkshopCount, -1));
    }

    [Test]
    public void Every_shipped_language_is_read_where_cultures_are()
    {
        var found = InvitationTexts.Languages.Select(language => InvitationTexts.ForLanguage(language).Language);

        Assert.That(found, Is.EqualTo(new[] { "ar", "de", "en", "es", "et", "fr", "hu", "it", "pl", "sv" }));
    }

    [Test]
    public void Arabic_alone_is_written_from_right_to_left() =>
        Assert.That(InvitationTexts.Languages.Where(language => InvitationTexts.ForLanguage(language).IsRightToLeft), Is.EqualTo(new[] { "ar" }));
}
