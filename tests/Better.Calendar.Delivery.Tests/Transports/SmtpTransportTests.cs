using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Transports;

[Category(PeerRig.Category)]
public sealed class SmtpTransportTests
{
    private static readonly RenderedMessage Email = Print("guest@example.test");

    // dropdata cuts when DATA begins: the email is short, so its end is out by then, and nobody can know.
    [TestCase("attendee", SendStatus.Accepted, "Ok")]
    [TestCase("reject", SendStatus.Rejected, "550 5.1.1")]
    [TestCase("full", SendStatus.Deferred, "452 4.2.2")]
    [TestCase("data5", SendStatus.Rejected, "554 5.6.0")]
    [TestCase("data4", SendStatus.Deferred, "451 4.3.0")]
    [TestCase("drop", SendStatus.Uncertain, "after the end")]
    public async Task A_server_s_response_is_told_for_what_it_is(string recipient, SendStatus kind, string response)
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpTransport(server.Open).OpenAsync(default);

        var handover = await line.SendAsync(Print($"{recipient}@example.test"), Granted, default);

        Assert.That((handover.Status, line.IsOpen), Is.EqualTo((kind, kind != SendStatus.Uncertain)));
        Assert.That(handover.Response, Does.Contain(response));
    }

    [Test]
    public async Task An_email_arrives_as_the_bytes_that_were_printed_and_the_connection_takes_the_next()
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpTransport(server.Open).OpenAsync(default);

        await line.SendAsync(Email, Granted, default);
        await line.SendAsync(Email, Granted, default);

        Assert.That(server.Log.Count(static entry => entry.Ev == "connect"), Is.EqualTo(1));
        Assert.That(server.Mails.Select(mail => server.Bytes(mail).AsSpan().SequenceEqual(Email.Bytes.Span)), Is.EqualTo([true, true]));
    }

    [Test]
    public async Task Lines_that_begin_with_dots_and_emails_of_any_length_arrive_as_they_are()
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpTransport(server.Open).OpenAsync(default);
        var head = Encoding.ASCII.GetString(Email.Bytes.Span)[..(Encoding.ASCII.GetString(Email.Bytes.Span).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)];
        string[] contents = [".\r\n..\r\n.x\r\n", "x\r\n.\r\n.\r\n", string.Concat(Enumerable.Repeat(".dot\r\n..\r\nx.\r\n", 9_000)), "\r\n", "no end of line"];

        foreach (var content in contents)
        {
            await line.SendAsync(Email with { Bytes = Encoding.ASCII.GetBytes(head + content) }, Granted, default);
        }

        Assert.That(server.Mails.Select(mail => Encoding.ASCII.GetString(server.Bytes(mail))), Is.EqualTo(contents.Select(content => head + (content.EndsWith("\r\n", StringComparison.Ordinal) ? content : content + "\r\n"))));
    }

    [Test]
    public async Task A_server_that_falls_silent_is_waited_for_no_longer_than_was_said()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start(); // It takes connections, and says nothing.
        var server = new SmtpServerOptions { Host = "127.0.0.1", Port = ((IPEndPoint)mute.LocalEndpoint).Port, Security = SmtpSecurity.None, Timeout = Duration.FromMilliseconds(300) };

        Assert.That(() => new SmtpTransport(server).OpenAsync(default), Throws.TypeOf<TransportException>().With.Property("IsPassing").True);

        (await mute.AcceptTcpClientAsync()).Dispose();
        var opening = new SmtpTransport(server).OpenAsync(default);
        using var client = await mute.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("220 mute\r\n250 mute\r\n"u8.ToArray());
        await using var line = await opening;
        var handover = await line.SendAsync(Email, Granted, default);

        Assert.That((handover.Status, line.IsOpen), Is.EqualTo((SendStatus.NotSent, false)));
    }

    [Test]
    public async Task An_email_that_is_another_s_by_now_does_not_reach_the_server()
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpTransport(server.Open).OpenAsync(default);

        var handover = await line.SendAsync(Email, static () => Task.FromResult(false), default);

        Assert.That((handover.Status, line.IsOpen, server.Mails.Count), Is.EqualTo((SendStatus.LeaseLost, false, 0)));
    }

    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Tls)]
    public async Task A_password_goes_over_TLS_alone(SmtpSecurity security)
    {
        using var folder = new PeerFolder();
        var (key, file, root) = Certificate(folder, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = FaultServer.Start(["--auth", "--key", key, "--cert", file, .. security == SmtpSecurity.Tls ? new[] { "--tls", "implicit" } : []]);
        var own = server.Open with { Host = "localhost", Security = security, TrustedRootCertificates = [root], CheckCertificateRevocation = false, Credentials = Login("secret") };
        await using var line = await new SmtpTransport(own).OpenAsync(default);

        await line.SendAsync(Email, Granted, default);

        Assert.That(server.Mails.Select(static mail => (mail.Tls, mail.User)), Is.EqualTo([((bool?)true, "organizer@example.test")]));
    }

    [Test]
    public async Task An_access_token_logs_in_by_XOAUTH2()
    {
        using var server = FaultServer.Start("--auth", "--xoauth2", "--insecure-auth");
        var transport = new SmtpTransport(server.Open with { Credentials = Login("token") with { IsOAuth2 = true } });
        await using var line = await transport.OpenAsync(default);

        Assert.That((await line.SendAsync(Email, Granted, default)).Status, Is.EqualTo(SendStatus.Accepted));
        Assert.That(server.Log.Single(static entry => entry.Ev == "auth").Method, Is.EqualTo("XOAUTH2"));
    }

    [Test]
    public void A_wrong_password_is_told_in_one_sentence_without_the_password()
    {
        using var server = FaultServer.Start("--auth", "--insecure-auth");
        var transport = new SmtpTransport(server.Open with { Credentials = Login("hush-hush") });

        Assert.That(
            () => transport.OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Property("IsPassing").False.And.Message.Contains("organizer@example.test").And.Message.Contains("535").And.Message.Not.Contains("hush"));
    }

    [Test]
    public void An_expired_certificate_is_told_with_its_days()
    {
        using var folder = new PeerFolder();
        var (key, file, root) = Certificate(folder, new DateTimeOffset(2024, 1, 1, 0, 0, 0, default), new DateTimeOffset(2025, 2, 3, 0, 0, 0, default));
        using var server = FaultServer.Start("--auth", "--key", key, "--cert", file);
        var own = server.Open with { Host = "localhost", Security = SmtpSecurity.StartTls, TrustedRootCertificates = [root], CheckCertificateRevocation = false };

        Assert.That(() => new SmtpTransport(own).OpenAsync(default), Throws.TypeOf<TransportException>().With.Property("IsPassing").False.And.Message.Contains("to 2025-02-03"));
    }

    [Test]
    public void A_certificate_for_another_name_and_one_of_a_stranger_are_refused()
    {
        using var folder = new PeerFolder();
        var (key, file, root) = Certificate(folder, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = FaultServer.Start("--key", key, "--cert", file);
        var own = server.Open with { Security = SmtpSecurity.StartTls, CheckCertificateRevocation = false };

        Assert.That(() => new SmtpTransport(own with { TrustedRootCertificates = [root] }).OpenAsync(default), Throws.TypeOf<TransportException>().With.Message.Contains("another name"));
        Assert.That(() => new SmtpTransport(own with { Host = "localhost" }).OpenAsync(default), Throws.TypeOf<TransportException>().With.Message.Contains("not trusted"));
    }

    [Test]
    public void A_server_that_is_not_there_may_come_back() =>
        Assert.That(() => new SmtpTransport(new() { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None }).OpenAsync(default), Throws.TypeOf<TransportException>().With.Property("IsPassing").True);

    internal static RenderedMessage Print(string recipient)
    {
        var series = TestSeries.Of(1);
        series = series with { Participants = [series.Participants[0] with { Email = EmailAddress.Parse(recipient) }] };
        var email = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], TestSeries.At);
        return new() { MessageId = email.MessageId, Sender = series.Organizer.Email, Recipient = email.Recipient.Email, Bytes = email.Bytes };
    }

    private static Task<bool> Granted() => Task.FromResult(true);

    private static SmtpCredentials Login(string secret) => new() { UserName = "organizer@example.test", SecretProvider = _ => ValueTask.FromResult(secret) };

    internal static (string Key, string File, X509Certificate2 Root) Certificate(PeerFolder folder, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(from, to);
        return (
            folder.Write("key.pem", Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem())),
            folder.Write("cert.pem", Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())),
            certificate);
    }
}
