using System.Text;
using MimeKit;

namespace Better.Calendar.Tests.Replies;

public sealed class SenderAuthenticationTests
{
    private const string Pass = "Authentication-Results: mx.host.example; dmarc=pass header.from=guest.example\r\n";
    private const string Received = "Received: from a by mx.host.example; Mon, 01 Mar 2027 10:00:00 +0000\r\n";

    [TestCase(Pass + Received, true)]
    [TestCase(Received + Pass, false)]
    [TestCase("Received: from b by relay.host.example; Mon, 01 Mar 2027 10:00:00 +0000\r\n" + Pass + Received, true)]
    [TestCase("Authentication-Results: mx.host.example; dkim=pass header.d=guest.example\r\n" + Pass + Received, true)]
    [TestCase("Authentication-Results: mx.host.example; dkim=pass header.d=guest.example\r\n", true)]
    [TestCase("Authentication-Results: mx.host.example; dkim=pass header.d=else.example\r\n", false)]
    [TestCase("Authentication-Results: mx.host.example; spf=pass smtp.mailfrom=guest.example\r\n", false)]
    [TestCase("Authentication-Results: mx.host.example; dmarc=pass header.from=else.example\r\n", false)]
    [TestCase("Authentication-Results: mx.host.example; dkim=pass header.d=guest.example; dmarc=fail header.from=guest.example\r\n", false)]
    [TestCase("Authentication-Results: mx.else.example; dmarc=pass header.from=guest.example\r\n", false)]
    [TestCase("Authentication-Results: mx.host.example; dmarc=fail header.from=guest.example\r\n" + Received + Pass, false)]
    [TestCase(Received + "Authentication-Results: mx.host.example; spf=fail smtp.mailfrom=x.example\r\n" + Pass, false)]
    [TestCase(Pass + "From: eva@guest.example\r\n", false)]
    [TestCase("Authentication-Results: \r\n", false)]
    [TestCase("", false)]
    public void Only_headers_of_the_trusted_server_count(string headers, bool authenticated)
    {
        using var message =
            MimeMessage.Load(
                new MemoryStream(
                    Encoding.ASCII.GetBytes($"{headers}From: Anna <anna@guest.example>\r\nTo: host@host.example\r\n\r\nHello")));

        Assert.That(
            SenderAuthentication.FromAuthenticationResults(message, "mx.host.example").Address?.Value,
            Is.EqualTo(authenticated ? "anna@guest.example" : null));
    }
}
