using CsCheck;
using MimeKit;

namespace Better.Calendar.Tests.Model;

public sealed class EmailAddressTests
{
    [TestCase("Anna.Kiss@Example.TEST", "anna.kiss@example.test")]
    [TestCase(" o'neil+tag@host.example ", "o'neil+tag@host.example")]
    [TestCase("anna@nyíregyháza.example", "anna@xn--nyregyhza-61a0k.example")]
    [TestCase("anna@XN--NYREGYHZA-61A0K.example", "anna@xn--nyregyhza-61a0k.example")]
    public void An_address_has_one_spelling(string text, string spelling) =>
        Assert.That(EmailAddress.Parse(text).Value, Is.EqualTo(spelling));

    [Test]
    public void Addresses_are_equal_without_regard_to_case() =>
        Assert.That(EmailAddress.Parse("ANNA@host.example"), Is.EqualTo(EmailAddress.Parse("anna@HOST.example")));

    [TestCase("")]
    [TestCase("anna")]
    [TestCase("@host.example")]
    [TestCase("anna@")]
    [TestCase("anna@host")]
    [TestCase("anna@host..example")]
    [TestCase("anna@host.example.")]
    [TestCase("an na@host.example")]
    [TestCase("anna.@host.example")]
    [TestCase("\"an na\"@host.example")]
    [TestCase("Anna <anna@host.example>")]
    [TestCase("anna@host.example,bela@host.example")]
    [TestCase("anna@host.example\r\nBcc: all@host.example")]
    [TestCase("anna\n@host.example")]
    [TestCase("őri@host.example")]
    [TestCase("anna@host_name.example")]
    public void Text_that_is_not_an_address_is_rejected_with_a_reason(string text)
    {
        Assert.That(EmailAddress.TryParse(text, out _), Is.False);
        Assert.That(() => EmailAddress.Parse(text), Throws.TypeOf<FormatException>().With.Message.Not.Empty);
    }

    [Test]
    public void An_address_has_at_most_254_characters()
    {
        Assert.That(EmailAddress.TryParse(new string('a', 65) + "@host.example", out _), Is.False);
        Assert.That(
            EmailAddress.TryParse("a@" + string.Join(".", Enumerable.Repeat(new string('b', 60), 5)) + ".example", out _),
            Is.False);
    }

    [Test]
    public void Every_accepted_address_is_one_mailbox_without_a_name_to_MimeKit() =>
        Gen.String[Gen.Char["ab.@+-_'\"<>(),;: \r\n\té漢xn"], 1, 20].SamplePortion(
            text =>
            {
                if (!EmailAddress.TryParse(text, out var address))
                {
                    return true;
                }

                return MailboxAddress.TryParse(address.Value, out var mailbox)
                    && mailbox.GetAddress(idnEncode: true) == address.Value
                    && string.IsNullOrEmpty(mailbox.Name);
            },
            slice: 20_000, whole: 200_000);
}
