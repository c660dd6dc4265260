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
    private static readonly RenderedMessage Email = Render("guest@example.test");

    // The server closes the connection during DATA: the email is short, so its end was sent already, and the result is uncertain.
    [TestCase("attendee", SendStatus.Accepted, "Ok")]
    [TestCase("reject", SendStatus.Rejected, "550 5.1.1")]
    [TestCase("full", SendStatus.Deferred, "452 4.2.2")]
    [TestCase("data5", SendStatus.Rejected, "554 5.6.0")]
    [TestCase("data4", SendStatus.Deferred, "451 4.3.0")]
    [TestCase("drop", SendStatus.Uncertain, "after the end")]
    public async Task The_response_of_the_server_determines_the_status(string recipient, SendStatus status, string response)
    {
        using var server = FaultServer.Start();
        await using var connection = await new SmtpTransport(server.Options).OpenAsync(default);

        var result = await connection.SendAsync(Render($"{recipient}@example.test"), LeaseHeld, default);

        Assert.That((result.Status, connection.IsOpen), Is.EqualTo((status, status != SendStatus.Uncertain)));
        Assert.That(result.Response, Does.Contain(response));
    }

    [Test]
    public async Task An_email_arrives_as_the_rendered_bytes_and_the_connection_is_reused()
    {
        using var server = FaultServer.Start();
        await using var connection = await new SmtpTransport(server.Options).OpenAsync(default);

        await connection.SendAsync(Email, LeaseHeld, default);
        await connection.SendAsync(Email, LeaseHeld, default);

        Assert.That(server.Log.Count(static entry => entry.Ev == "connect"), Is.EqualTo(1));
        Assert.That(server.Mails.Select(mail => server.ReadBytes(mail).AsSpan().SequenceEqual(Email.Bytes.Span)), Is.EqualTo([true, true]));
    }

    [Test]
    public async Task Lines_that_begin_with_dots_and_emails_of_any_length_arrive_unchanged()
    {
        using var server = FaultServer.Start();
        await using var connection = await new SmtpTransport(server.Options).OpenAsync(default);
        var head =
            Encoding.ASCII.GetString(
                Email.Bytes.Span)[..(Encoding.ASCII.GetString(Email.Bytes.Span).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)];
        string[] contents =
            [".\r\n..\r\n.x\r\n",
                "x\r\n.\r\n.\r\n",
                string.Concat(Enumerable.Repeat(".dot\r\n..\r\nx.\r\n", 9_000)),
                "\r\n",
                "no end of connection"];

        foreach (var content in contents)
        {
            await connection.SendAsync(Email with { Bytes = Encoding.ASCII.GetBytes(head + content) }, LeaseHeld, default);
        }

        Assert.That(
            server.Mails.Select(mail => Encoding.ASCII.GetString(server.ReadBytes(mail))),
            Is.EqualTo(
                contents.Select(content => head + (content.EndsWith("\r\n", StringComparison.Ordinal) ? content : content + "\r\n"))));
    }

    [Test]
    public async Task A_server_that_does_not_respond_is_given_up_after_the_timeout()
    {
        using var silentServer = new TcpListener(IPAddress.Loopback, 0);
        silentServer.Start(); // It accepts connections, and sends nothing.
        var server =
            new SmtpServerOptions
            {
                Host = "127.0.0.1",
                Port = ((IPEndPoint)silentServer.LocalEndpoint).Port,
                Security = SmtpSecurity.None,
                Timeout = Duration.FromMilliseconds(300)
            };

        Assert.That(
            () => new SmtpTransport(server).OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Property("IsTransient").True);

        (await silentServer.AcceptTcpClientAsync()).Dispose();
        var opening = new SmtpTransport(server).OpenAsync(default);
        using var client = await silentServer.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("220 mute\r\n250 mute\r\n"u8.ToArray());
        await using var connection = await opening;
        var result = await connection.SendAsync(Email, LeaseHeld, default);

        Assert.That((result.Status, connection.IsOpen), Is.EqualTo((SendStatus.NotSent, false)));
    }

    [Test]
    public async Task An_email_whose_lease_was_lost_does_not_reach_the_server()
    {
        using var server = FaultServer.Start();
        await using var connection = await new SmtpTransport(server.Options).OpenAsync(default);

        var result = await connection.SendAsync(Email, static () => Task.FromResult(false), default);

        Assert.That((result.Status, connection.IsOpen, server.Mails.Count), Is.EqualTo((SendStatus.LeaseLost, false, 0)));
    }

    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Tls)]
    public async Task A_password_is_sent_over_TLS_only(SmtpSecurity security)
    {
        using var folder = new PeerFolder();
        var (key, file, root) = CreateCertificate(folder, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server =
            FaultServer.Start(
                ["--auth", "--key", key, "--cert", file, .. security == SmtpSecurity.Tls ? new[] { "--tls", "implicit" } : []]);
        var options =
            server.Options with
            {
                Host = "localhost",
                Security = security,
                TrustedRootCertificates = [root],
                Revocation = RevocationMode.Off,
                Credentials = CreateCredentials("secret")
            };
        await using var connection = await new SmtpTransport(options).OpenAsync(default);

        await connection.SendAsync(Email, LeaseHeld, default);

        Assert.That(server.Mails.Select(static mail => (mail.Tls, mail.User)), Is.EqualTo([((bool?)true, "organizer@example.test")]));
    }

    [Test]
    public async Task An_access_token_logs_in_by_XOAUTH2()
    {
        using var server = FaultServer.Start("--auth", "--xoauth2", "--insecure-auth");
        var transport = new SmtpTransport(server.Options with { Credentials = CreateCredentials("token") with { IsOAuth2 = true } });
        await using var connection = await transport.OpenAsync(default);

        Assert.That((await connection.SendAsync(Email, LeaseHeld, default)).Status, Is.EqualTo(SendStatus.Accepted));
        Assert.That(server.Log.Single(static entry => entry.Ev == "auth").Method, Is.EqualTo("XOAUTH2"));
    }

    [Test]
    public void A_wrong_password_is_reported_with_the_user_and_without_the_password()
    {
        using var server = FaultServer.Start("--auth", "--insecure-auth");
        var transport = new SmtpTransport(server.Options with { Credentials = CreateCredentials("hush-hush") });

        Assert.That(
            () => transport.OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Property(
                "IsTransient").False.And.Message.Contains(
                "organizer@example.test").And.Message.Contains(
                "535").And.Message.Not.Contains(
                "hush"));
    }

    [Test]
    public void An_expired_certificate_is_reported_with_its_dates()
    {
        using var folder = new PeerFolder();
        var (key, file, root) =
            CreateCertificate(folder, new DateTimeOffset(2024, 1, 1, 0, 0, 0, default), new DateTimeOffset(2025, 2, 3, 0, 0, 0, default));
        using var server = FaultServer.Start("--auth", "--key", key, "--cert", file);
        var options =
            server.Options with
            {
                Host = "localhost",
                Security = SmtpSecurity.StartTls,
                TrustedRootCertificates = [root],
                Revocation = RevocationMode.Off
            };

        Assert.That(
            () => new SmtpTransport(options).OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Property("IsTransient").False.And.Message.Contains("to 2025-02-03"));
    }

    [Test]
    public void A_certificate_for_another_name_or_of_an_unknown_authority_is_refused()
    {
        using var folder = new PeerFolder();
        var (key, file, root) = CreateCertificate(folder, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = FaultServer.Start("--key", key, "--cert", file);
        var options = server.Options with { Security = SmtpSecurity.StartTls, Revocation = RevocationMode.Off };

        Assert.That(
            () => new SmtpTransport(options with { TrustedRootCertificates = [root] }).OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Message.Contains("another name"));
        Assert.That(
            () => new SmtpTransport(options with { Host = "localhost" }).OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Message.Contains("not trusted"));
    }

    [Test]
    public void An_unreachable_server_is_a_transient_error() =>
        Assert.That(
            () => new SmtpTransport(new() { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None }).OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Property("IsTransient").True);

    internal static RenderedMessage Render(string recipient)
    {
        var series = TestSeries.Create(1);
        series = series with { Participants = [series.Participants[0] with { Email = EmailAddress.Parse(recipient) }] };
        var email = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], TestSeries.At);
        return new()
        {
            MessageId = email.MessageId,
            Sender = series.Organizer.Email,
            Recipient = email.Recipient.Email,
            Bytes = email.Bytes
        };
    }

    private static Task<bool> LeaseHeld() => Task.FromResult(true);

    private static SmtpCredentials CreateCredentials(string secret) =>
        new() { UserName = "organizer@example.test", SecretProvider = _ => ValueTask.FromResult(secret) };

    internal static (string Key, string File, X509Certificate2 Root) CreateCertificate(
        PeerFolder folder,
        DateTimeOffset from,
        DateTimeOffset to)
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
