using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class CalendarAddressTests
{
    [TestCase("mailto:anna@guest.example", "anna@guest.example")]
    [TestCase(" MAILTO:Anna@Guest.Example ", "anna@guest.example")]
    [TestCase("mailto:anna%2Bevents@guest.example", "anna+events@guest.example")]
    [TestCase("mailto:anna@guest.example?subject=x", "anna@guest.example")]
    [TestCase("mailto:anna@bücher.example", "anna@xn--bcher-kva.example")]
    public void A_calendar_address_is_read_in_one_spelling(string text, string address)
    {
        Assert.That(CalendarAddress.Read(text), Is.EqualTo(address));
        Assert.That(CalendarAddress.Normalize(CalendarAddress.Find(text)!), Is.EqualTo(address), "who is tolerant finds the same");
    }

    [TestCase("anna@guest.example")]
    [TestCase("<mailto:anna@guest.example>")]
    [TestCase("mailto:<anna@guest.example>")]
    [TestCase("\"mailto:anna@guest.example\"")]
    [TestCase("Anna <anna@guest.example>")]
    [TestCase("mailto: anna@guest.example")]
    public void What_is_no_calendar_address_is_found_all_the_same_by_who_is_tolerant(string text)
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
    public void What_is_no_address_is_none(string? text)
    {
        Assert.That(CalendarAddress.Read(text), Is.Null);
        Assert.That(CalendarAddress.IsAddress(CalendarAddress.Find(text) ?? ""), Is.False);
    }

    [Test]
    public void A_list_is_read_address_by_address() =>
        Assert.That(CalendarAddress.FindAll("\"mailto:anna@guest.example\", ,\"mailto:otto@guest.example\""), Is.EqualTo(new[] { "anna@guest.example", "otto@guest.example" }));

    [Test]
    public void Nothing_is_looked_for_in_a_text_without_end() => Assert.That(CalendarAddress.Find(new string('<', 1_000_000)), Is.Null);
}
