using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Email;

public sealed class EmailFragmentsTests
{
    [Test]
    public void A_host_s_own_block_is_in_every_email()
    {
        var own = EmailFragments.Default.GetSource("title").Replace("<h1 ", "<h1 data-own=\"1\" ", StringComparison.Ordinal);
        var theme = new EmailTheme { Fragments = EmailFragments.Create(new Dictionary<string, string> { ["title"] = own }) };

        foreach (var kind in EmailMatrix.Kinds)
        {
            Assert.That(EmailMatrix.Email(kind, "en", new() { Theme = theme }).Html, Does.Contain("<h1 data-own=\"1\" "));
        }
    }

    [Test]
    public void Unknown_and_missing_slots_and_blocks_are_all_named()
    {
        var blocks = new Dictionary<string, string>
        {
            ["titel"] = "",
            ["title"] = "{{title}} {{labell}} {{background}} {{color}}",
            ["message"] = "{{greeting}} {{opening}}",
            ["join"] = "{{#url}}{{text}}",
        };

        Assert.That(() => EmailFragments.Create(blocks), Throws.ArgumentException.With.Message.Contain("no block \"titel\"")
            .And.Message.Contain("\"title\" has a slot that is not filled there: {{labell}}")
            .And.Message.Contain("\"title\" lacks a slot: {{label}}")
            .And.Message.Contain("\"message\" lacks a slot: {{#requests}}")
            .And.Message.Contain("\"join\" cannot be read: the section url does not close"));
    }

    [Test]
    public void Every_block_of_the_library_can_be_given_back()
    {
        var all = EmailFragments.Names.ToDictionary(name => name, EmailFragments.Default.GetSource);

        Assert.That(
            EmailMatrix.Email(EmailKind.Update, "hu", new() { Theme = new() { Fragments = EmailFragments.Create(all) } }).Html,
            Is.EqualTo(EmailMatrix.Email(EmailKind.Update, "hu").Html));
    }

    // Outlook (Word) knows neither max-width nor padding on a link that is no block.
    [Test]
    public void Outlook_finds_a_width_wherever_there_is_a_max_width_and_no_padding_on_links()
    {
        foreach (var html in EmailMatrix.All().Select(static email => email.Html))
        {
            foreach (Match wide in Regex.Matches(html, "<[^>]*max-width:600px"))
            {
                Assert.That(html[..wide.Index], Does.Match("<!--\\[if mso \\| IE\\]>[^!]*width=\"600\"[^!]*<!\\[endif\\]-->\\s*$"));
            }

            Assert.That(Regex.Count(html, "max-width:(?!600px|0)"), Is.EqualTo(Regex.Count(html, "@media \\(max-width:")));
            Assert.That(html, Does.Not.Match("<a [^>]*padding"));
        }
    }

    [Test]
    public void Hours_have_no_place_to_break_a_line()
    {
        foreach (var html in EmailMatrix.All().Select(static email => email.Html))
        {
            foreach (Match hours in Regex.Matches(html, "class=\"[a-z]+ hours\"[^>]*>(?:<del>)?([^<]+)<"))
            {
                Assert.That(hours.Groups[1].Value, Does.Not.Contain(" ").And.Not.Match("–(?!\u2060)"));
            }
        }
    }

    [Test]
    public void The_date_ends_within_the_first_60_characters_of_the_subject_and_the_title_is_cut_at_a_word()
    {
        foreach (var email in EmailMatrix.All().Where(static email => email.Kind != EmailKind.Overview && email.WorkshopId is not null))
        {
            Assert.That(email.Subject.TrimEnd('\u2069').LastIndexOf(')'), Is.LessThanOrEqualTo(60), email.Subject);
        }

        Assert.That(
            EmailMatrix.Email(EmailKind.Invitation, "en").Subject,
            Is.EqualTo("Invitation: Building partnerships to gather… (Tue 16 June)"));
    }

    [Test]
    public void The_preheader_of_an_update_says_the_change()
    {
        var email = EmailMatrix.Email(EmailKind.Update, "en");

        Assert.That(email.Html, Does.Contain(">Moved to Tue 16 June, 11:30 (was Tue 16 June, 10:30).<"));
    }

    [TestCase("https://h.example/r", "https://h.example/r?response=declined")]
    [TestCase("https://h.example/r?a=1#x?y", "https://h.example/r?a=1&response=declined#x?y")]
    [TestCase("https://h.example/r?", "https://h.example/r?response=declined")]
    public void A_choice_is_added_to_the_query(string page, string expected)
    {
        Assert.That(RsvpChoice.AddTo(new(page), ParticipationStatus.Declined).AbsoluteUri, Is.EqualTo(expected));
        Assert.That(RsvpChoice.Parse("Declined"), Is.EqualTo(ParticipationStatus.Declined));
        Assert.That(RsvpChoice.Parse("perhaps"), Is.Null);
    }
}
