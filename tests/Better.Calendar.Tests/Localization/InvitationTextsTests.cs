
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
    public void A_language_is_found_by_its_tag_then_its_parents_then_English(string requested, string found)
    {
        var texts = InvitationTexts.ForLanguage(requested);

        Assert.That(texts.Language, Is.EqualTo(found));
        Assert.That(texts.Dates.Language, Is.EqualTo(found));
    }

    [Test]
    [SetCulture("hu-HU")]
    [SetUICulture("hu-HU")]
    public void The_current_culture_is_not_used() =>
        Assert.That(InvitationTexts.ForLanguage("en").Format(TextKey.Greeting, ("name", "Éva")), Is.EqualTo("Dear Éva,"));

    [Test]
    public void A_placeholder_inside_a_value_is_text()
    {
        var line = InvitationTexts.ForLanguage("en")
            .Format(TextKey.ChangedLine, ("field", "{old}"), ("old", "{new}"), ("new", "{field} {x"));

        Assert.That(line, Is.EqualTo("{old}: previously {new}, now {field} {x"));
    }

    [Test]
    public void A_missing_value_is_reported_by_name()
    {
        var exception = Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").Format(TextKey.Greeting, ("nam", "Éva")));

        Assert.That(exception!.Message, Does.Contain("{name}"));
    }

    [TestCase(1, "1 workshop")]
    [TestCase(3, "3 workshops")]
    [TestCase(0, "0 workshops")]
    public void The_plural_form_depends_on_the_count(int count, string text) =>
        Assert.That(InvitationTexts.ForLanguage("en").FormatPlural(TextKey.WorkshopCount, count), Is.EqualTo(text));

    [Test]
    public void A_text_can_be_replaced_without_changing_the_original()
    {
        var changed = InvitationTexts.ForLanguage("hu").WithOverride(TextKey.Greeting, "Szia, {name}!");

        Assert.That(changed.Format(TextKey.Greeting, ("name", "Éva")), Is.EqualTo("Szia, Éva!"));
        Assert.That(InvitationTexts.ForLanguage("hu").Format(TextKey.Greeting, ("name", "Éva")), Is.EqualTo("Kedves Éva!"));
    }

    [Test]
    public void A_replacement_can_use_placeholders_that_the_original_does_not_use()
    {
        var changed = InvitationTexts.ForLanguage("en").WithOverride(TextKey.InvitationSubject, "[{series}] {workshop}");
        var subject = changed.Format(TextKey.InvitationSubject, ("series", "BETTER"), ("workshop", "One"), ("date", "x"));

        Assert.That(subject, Is.EqualTo("[BETTER] One"));
    }

    [Test]
    public void A_replacement_with_an_unknown_placeholder_is_rejected_with_the_known_ones()
    {
        var exception =
            Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").WithOverride(TextKey.Greeting, "Dear {nmae},"));

        Assert.That(exception!.Message, Does.Contain("{nmae}").And.Contain("name"));
    }

    [Test]
    public void Braces_that_are_not_placeholders_are_text()
    {
        var changed = InvitationTexts.ForLanguage("en").WithOverride(TextKey.Closing, "{} {1} {Name} { } {");

        Assert.That(changed.Format(TextKey.Closing), Is.EqualTo("{} {1} {Name} { } {"));
    }

    [Test]
    public void A_host_can_add_a_language_with_its_own_plural_rule()
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
    public void A_text_without_plural_forms_rejects_a_count()
    {
        Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").FormatPlural(TextKey.Greeting, 2));
        Assert.Throws<ArgumentException>(() => InvitationTexts.ForLanguage("en").WithOverride(TextKey.Greeting, PluralCategory.One, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => InvitationTexts.ForLanguage("en").FormatPlural(TextKey.WorkshopCount, -1));
    }

    [Test]
    public void All_languages_can_be_loaded()
    {
        var found = InvitationTexts.Languages.Select(language => InvitationTexts.ForLanguage(language).Language);

        Assert.That(found, Is.EqualTo(new[] { "ar", "de", "en", "es", "et", "fr", "hu", "it", "nl", "pl", "pt", "sv", "uk" }));
    }

    [Test]
    public void Only_Arabic_is_written_from_right_to_left() =>
        Assert.That(
            InvitationTexts.Languages.Where(language => InvitationTexts.ForLanguage(language).IsRightToLeft),
            Is.EqualTo(new[] { "ar" }));
}
