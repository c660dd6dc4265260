using Better.Calendar.Delivery.Transports;
using MailKit.Net.Smtp;

namespace Better.Calendar.Delivery.Tests.Transports;

/// <summary>What a refusal concerns, by RFC 3463 and the registry of enhanced status codes, and by RFC 5321 without one.</summary>
public sealed class RefusalReaderTests
{
    [TestCase(550, "5.1.1 no such user", RefusalScope.Recipient)]
    [TestCase(550, "5.1.10 null MX", RefusalScope.Recipient)]
    [TestCase(553, "5.1.8 sender's domain does not exist", RefusalScope.Server)]
    [TestCase(552, "5.2.2 mailbox full", RefusalScope.Recipient)]
    [TestCase(452, "4.2.2 mailbox full", RefusalScope.Recipient)]
    [TestCase(552, "5.3.4 too large", RefusalScope.Email)]
    [TestCase(554, "5.3.2 not accepting mail", RefusalScope.Server)]
    [TestCase(550, "5.4.5 daily limit exceeded", RefusalScope.Server)]
    [TestCase(550, "5.7.1 relay access denied", RefusalScope.Server)]
    [TestCase(550, "#5.7.1 relay access denied", RefusalScope.Server)]
    [TestCase(550, "(5.1.1) unknown", RefusalScope.Recipient)]
    [TestCase(550, "5.7.2 not for this list", RefusalScope.Recipient)]
    [TestCase(530, "5.7.0 authentication required", RefusalScope.Session)]
    [TestCase(503, "5.5.1 bad sequence of commands", RefusalScope.Session)]
    [TestCase(530, "authentication required", RefusalScope.Session)]
    [TestCase(550, "relaying denied", RefusalScope.Server)]
    [TestCase(552, "too much", RefusalScope.Recipient)]
    [TestCase(556, "domain does not accept mail", RefusalScope.Recipient)]
    [TestCase(550, "15.1.1.1 is blocked", RefusalScope.Server)]
    [TestCase(550, "5.1.1.7 is blocked", RefusalScope.Server)]
    public void A_refusal_at_RCPT_TO_is_read_by_its_code(int code, string text, RefusalScope scope) =>
        Assert.That(RefusalReader.ReadScope(SmtpErrorCode.RecipientNotAccepted, code, text), Is.EqualTo(scope));

    [TestCase(550, "5.1.0 sender rejected", RefusalScope.Server)]
    [TestCase(550, "5.2.1 mailbox disabled", RefusalScope.Server)]
    [TestCase(552, "5.3.4 too large", RefusalScope.Email)]
    [TestCase(552, "message size exceeds the limit", RefusalScope.Email)]
    [TestCase(553, "sender address rejected", RefusalScope.Server)]
    public void A_refusal_at_MAIL_FROM_concerns_the_sender_or_the_size(int code, string text, RefusalScope scope) =>
        Assert.That(RefusalReader.ReadScope(SmtpErrorCode.SenderNotAccepted, code, text), Is.EqualTo(scope));

    [TestCase(554, "5.6.0 content rejected", RefusalScope.Email)]
    [TestCase(552, "too large", RefusalScope.Email)]
    [TestCase(554, "5.7.1 spam", RefusalScope.Server)]
    public void A_refusal_after_the_content_concerns_the_email_or_the_account(int code, string text, RefusalScope scope) =>
        Assert.That(RefusalReader.ReadScope(SmtpErrorCode.MessageNotAccepted, code, text), Is.EqualTo(scope));

    [TestCase("550 5.7.1 <a@x.example>: denied", "550 5.7.1 <b@y.example>: denied (id 17)", true)]
    [TestCase("550 Relaying to <a@x.example> denied", "550 Relaying to <b@y.example> denied", true)]
    [TestCase("550 5.7.1 denied", "550 5.4.5 denied", false)]
    [TestCase("550 denied", "550 unknown", false)]
    public void Two_refusals_say_the_same_or_not(string one, string two, bool same) =>
        Assert.That(
            RefusalReader.GetSubject(one, "a@x.example") == RefusalReader.GetSubject(two, "b@y.example"),
            Is.EqualTo(same));

    [TestCase("fine\r\nsecond\nline", "fine second line")]
    [TestCase("\u001b[31mred\u001b[0m \u0007\u009b2J", "[31mred [0m 2J")]
    [TestCase("a\u202eb\u200bc", "a b c")]
    [TestCase(" \t ", "")]
    public void A_response_is_one_line_that_no_terminal_obeys(string text, string expected) =>
        Assert.That(SmtpTransportConnection.ToSingleLine(text), Is.EqualTo(expected));
}
