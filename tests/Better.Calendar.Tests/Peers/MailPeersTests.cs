using System.Text;
using MailKit.Net.Smtp;

namespace Better.Calendar.Tests.Peers;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class MailPeersTests
{
    private MailPeers? running;

    private MailPeers Mail => running ?? throw new InvalidOperationException("The servers are not started.");

    [OneTimeSetUp]
    public void StartTheServers() => running = MailPeers.Start();

    [OneTimeTearDown]
    public void StopTheServers() => running?.Dispose();

    [Test]
    public void A_mail_arrives_with_the_bytes_it_was_sent_with()
    {
        var sent = PeerRig.Sample("mail/request.eml");

        Mail.Send(sent, "organizer@example.test", "attendee@example.test");

        var inbox = Mail.Inbox("attendee@example.test");
        Assert.That(inbox, Has.Count.EqualTo(1));
        Assert.That(MailPeers.CalendarPart(inbox[0]), Is.EqualTo(PeerRig.Sample("ics/good-request.ics")));
        // Servers add their trace fields before a mail and change nothing else.
        Assert.That(Encoding.Latin1.GetString(inbox[0]), Does.EndWith(Encoding.Latin1.GetString(sent)));
        Assert.That(Encoding.Latin1.GetString(inbox[0]), Does.Contain("with ESMTPSA"), "sent with TLS and authenticated");
    }

    [Test]
    public void Every_recipient_has_an_inbox()
    {
        Mail.Send(PeerRig.Sample("mail/cancel.eml"), "organizer@example.test", "first@example.test", "second@example.test");

        Assert.That(Mail.Inbox("first@example.test"), Has.Count.EqualTo(1));
        Assert.That(Mail.Inbox("second@example.test"), Has.Count.EqualTo(1));
        Assert.That(Mail.Inbox("third@example.test", expected: 0), Is.Empty);
    }

    [Test]
    public void A_recipient_of_another_domain_is_rejected() =>
        Assert.That(
            () => Mail.Send(PeerRig.Sample("mail/request.eml"), "organizer@example.test", "someone@elsewhere.test"),
            Throws.InstanceOf<SmtpCommandException>()
                .With.Property(nameof(SmtpCommandException.ErrorCode)).EqualTo(SmtpErrorCode.RecipientNotAccepted));
}
