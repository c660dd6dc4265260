using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class CalendarAddressTests
{
    [TestCase("mailto:anna@guest.example", "anna@guest.example")]
    [TestCase(" MAILTO:Anna@Guest.Example ", "anna@guest.example")]
    [TestCase("mailto:anna%2Bevents@guest.example", "anna+events@guest.example")]
    [TestCase("mailto:anna@guest.example?subject=x", "anna@guest.example")]
    [TestCase("mailto:anna@bücher.example", "anna@xn--bcher-kva.example")]
    public void A_calendar_address_is_normalized(string text, string address)
    {
        Assert.That(CalendarAddress.Read(text), Is.EqualTo(address));
        Assert.That(CalendarAddress.Normalize(CalendarAddress.Find(text)!), Is.EqualTo(address), "the tolerant Find returns the same");
    }

    [TestCase("anna@guest.example")]
    [TestCase("<mailto:anna@guest.example>")]
    [TestCase("mailto:<anna@guest.example>")]
    [TestCase("\"mailto:anna@guest.example\"")]
    [TestCase("Anna <anna@guest.example>")]
    [TestCase("mailto: anna@guest.example")]
    public void Find_also_finds_an_address_that_is_not_a_calendar_address(string text)
    {
        Assert.That(CalendarAddress.Read(text), Is.Null);
        Assert.That(CalendarAddress.Find(text), Is.EqualTo("anna@guest.example"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("mailto:")]
    [TestCase("mailto:anna")]
    [TestCase("mailto:anna@guest.example,otto@guest.example")]
    [TestCase("urn:uuid:1")]
    public void Text_without_an_address_is_refused(string? text)
    {
        Assert.That(CalendarAddress.Read(text), Is.Null);
        Assert.That(CalendarAddress.IsAddress(CalendarAddress.Find(text) ?? ""), Is.False);
    }

    [Test]
    public void All_addresses_of_a_list_are_found() =>
        Assert.That(
            CalendarAddress.FindAll("\"mailto:anna@guest.example\", ,\"mailto:otto@guest.example\""),
            Is.EqualTo(new[] { "anna@guest.example", "otto@guest.example" }));

    [Test]
    public void A_very_long_text_is_not_searched() => Assert.That(CalendarAddress.Find(new string('<', 1_000_000)), Is.Null);
}
