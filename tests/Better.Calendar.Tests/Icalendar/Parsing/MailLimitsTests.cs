using System.Text;
using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class MailLimitsTests
{
    private const string Start = "From: a@host.example\r\nContent-Type: multipart/mixed; boundary=m\r\n";

    [Test]
    public void A_real_mail_is_within_the_limits() =>
        Assert.That(FindExcess(Encoding.Latin1.GetString(Better.Calendar.Tests.Validation.RuleViolations.Invitation.Bytes())), Is.Null);

    [Test]
    public void A_long_body_is_no_header() =>
        Assert.That(FindExcess($"{Start}\r\n--m\r\n\r\n{new string('x', 2_000_000)}\r\n--m--\r\n"), Is.Null);

    [Test]
    public void The_line_above_a_signature_is_no_boundary() =>
        Assert.That(FindExcess($"From: a@host.example\r\n\r\nHello\r\n-- \r\n{new string('x', 70_000)}\r\n"), Is.Null);

    [Test]
    public void Rules_and_lists_in_a_text_are_no_parts()
    {
        var lines = string.Concat(Enumerable.Repeat("--option\r\nwhat it does\r\n------\r\n\r\n", 20_000));

        Assert.That(FindExcess($"From: a@host.example\r\n\r\n{lines}"), Is.Null);
        Assert.That(FindExcess($"{Start}\r\n--m\r\nContent-Type: text/plain\r\n\r\n{lines}--m--\r\n"), Is.Null);
    }

    [Test]
    public void What_is_too_long_is_named()
    {
        var field = "X-A: " + new string('x', 70_000) + "\r\n";
        var folded = "X-A: " + string.Concat(Enumerable.Repeat("x\r\n ", 30_000)) + "\r\n";

        Assert.That(FindExcess($"{Start}{field}\r\n"), Does.StartWith("A header is longer"));
        Assert.That(FindExcess($"{Start}{folded}\r\n"), Does.StartWith("A header is longer"));
        Assert.That(FindExcess($"{Start}\r\n--m\r\n{field}\r\nx\r\n--m--\r\n"), Does.StartWith("A header is longer"), "of a part");
        Assert.That(
            FindExcess($"{Start}\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n{field}\r\nx\r\n--m--\r\n"),
            Does.StartWith("A header is longer"),
            "of an attached mail");
        Assert.That(
            FindExcess($"{Start}\r\n--m\r\nContent-Type: text/rfc822-headers\r\n\r\n{field}\r\nx\r\n--m--\r\n"),
            Does.StartWith("A header is longer"),
            "that came back");
        Assert.That(
            FindExcess($"{Start}\r\n--m\r\nContent-Type: message/rfc822; x={new string('x', 300)}\r\n\r\n{field}\r\nx\r\n--m--\r\n"),
            Does.StartWith("A header is longer"),
            "of an attached mail with a long media type");
        Assert.That(
            FindExcess($"Content-Type: multipart/digest; boundary=\"m\"\r\n\r\n--m\r\n\r\n{field}\r\nx\r\n--m--\r\n"),
            Does.StartWith("A header is longer"),
            "of a mail in a digest");
        Assert.That(
            FindExcess($"Content-Type: multipart/mixed; boundary*0=m\r\n\r\n--m\r\n{field}\r\nx\r\n--m--\r\n"),
            Does.StartWith("A header is longer"),
            "of a part whose boundary is encoded");
        Assert.That(
            FindExcess(Start + string.Concat(Enumerable.Repeat($"X-A: {new string('x', 300)}\r\n", 2_000))),
            Does.StartWith("The headers are longer"));
        Assert.That(FindExcess(Start + string.Concat(Enumerable.Repeat("X-A: b\r\n", 10_000))), Does.StartWith("The headers have more"));
        Assert.That(
            FindExcess($"{Start}\r\n" + string.Concat(Enumerable.Repeat("--m\r\n\r\n", 20_000))),
            Does.StartWith("There are more than"));
    }

    private static string? FindExcess(string mail) => MailLimits.Validation.FindExcess(Encoding.Latin1.GetBytes(mail));
}
