using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Invitations;
using Better.Calendar.Tests.Peers;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Sinks;

[Category(PeerRig.Category)]
public sealed class SmtpSinkTests
{
    private static readonly PrintedLetter Letter = Print("guest@example.test");

    // dropdata cuts when DATA begins: the letter is short, so its end is out by then, and nobody can know.
    [TestCase("attendee", HandoverKind.Taken, "Ok")]
    [TestCase("reject", HandoverKind.Refused, "550 5.1.1")]
    [TestCase("full", HandoverKind.Later, "452 4.2.2")]
    [TestCase("data5", HandoverKind.Refused, "554 5.6.0")]
    [TestCase("data4", HandoverKind.Later, "451 4.3.0")]
    [TestCase("drop", HandoverKind.Unknown, "after the end")]
    public async Task A_server_s_answer_is_told_for_what_it_is(string recipient, HandoverKind kind, string answer)
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpSink(server.Open).OpenAsync(default);

        var handover = await line.SendAsync(Print($"{recipient}@example.test"), Granted, default);

        Assert.That((handover.Kind, line.IsOpen), Is.EqualTo((kind, kind != HandoverKind.Unknown)));
        Assert.That(handover.Answer, Does.Contain(answer));
    }

    [Test]
    public async Task A_letter_arrives_as_the_octets_that_were_printed_and_the_connection_takes_the_next()
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpSink(server.Open).OpenAsync(default);

        await line.SendAsync(Letter, Granted, default);
        await line.SendAsync(Letter, Granted, default);

        Assert.That(server.Log.Count(static entry => entry.Ev == "connect"), Is.EqualTo(1));
        Assert.That(server.Mails.Select(mail => server.Octets(mail).AsSpan().SequenceEqual(Letter.Octets.Span)), Is.EqualTo([true, true]));
    }

    [Test]
    public async Task Lines_that_begin_with_dots_and_letters_of_any_length_arrive_as_they_are()
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpSink(server.Open).OpenAsync(default);
        var head = Encoding.ASCII.GetString(Letter.Octets.Span)[..(Encoding.ASCII.GetString(Letter.Octets.Span).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)];
        string[] contents = [".\r\n..\r\n.x\r\n", "x\r\n.\r\n.\r\n", string.Concat(Enumerable.Repeat(".dot\r\n..\r\nx.\r\n", 9_000)), "\r\n", "no end of line"];

        foreach (var content in contents)
        {
            await line.SendAsync(Letter with { Octets = Encoding.ASCII.GetBytes(head + content) }, Granted, default);
        }

        Assert.That(server.Mails.Select(mail => Encoding.ASCII.GetString(server.Octets(mail))), Is.EqualTo(contents.Select(content => head + (content.EndsWith("\r\n", StringComparison.Ordinal) ? content : content + "\r\n"))));
    }

    [Test]
    public async Task A_server_that_falls_silent_is_waited_for_no_longer_than_was_said()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start(); // It takes connections, and says nothing.
        var server = new SmtpServer { Host = "127.0.0.1", Port = ((IPEndPoint)mute.LocalEndpoint).Port, Security = SmtpSecurity.None, Timeout = Duration.FromMilliseconds(300) };

        Assert.That(() => new SmtpSink(server).OpenAsync(default), Throws.TypeOf<SinkException>().With.Property("IsPassing").True);

        (await mute.AcceptTcpClientAsync()).Dispose();
        var opening = new SmtpSink(server).OpenAsync(default);
        using var client = await mute.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("220 mute\r\n250 mute\r\n"u8.ToArray());
        await using var line = await opening;
        var handover = await line.SendAsync(Letter, Granted, default);

        Assert.That((handover.Kind, line.IsOpen), Is.EqualTo((HandoverKind.NotTaken, false)));
    }

    [Test]
    public async Task A_letter_that_is_another_s_by_now_does_not_reach_the_server()
    {
        using var server = FaultServer.Start();
        await using var line = await new SmtpSink(server.Open).OpenAsync(default);

        var handover = await line.SendAsync(Letter, static () => Task.FromResult(false), default);

        Assert.That((handover.Kind, line.IsOpen, server.Mails.Count), Is.EqualTo((HandoverKind.InOtherHands, false, 0)));
    }

    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Tls)]
    public async Task A_password_goes_over_TLS_alone(SmtpSecurity security)
    {
        using var folder = new PeerFolder();
        var (key, file, root) = Certificate(folder, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = FaultServer.Start(["--auth", "--key", key, "--cert", file, .. security == SmtpSecurity.Tls ? new[] { "--tls", "implicit" } : []]);
        var own = server.Open with { Host = "localhost", Security = security, TrustedRoots = [root], ChecksRevocation = false, Login = Login("secret") };
        await using var line = await new SmtpSink(own).OpenAsync(default);

        await line.SendAsync(Letter, Granted, default);

        Assert.That(server.Mails.Select(static mail => (mail.Tls, mail.User)), Is.EqualTo([((bool?)true, "organizer@example.test")]));
    }

    [Test]
    public async Task An_access_token_logs_in_by_XOAUTH2()
    {
        using var server = FaultServer.Start("--auth", "--xoauth2", "--insecure-auth");
        var sink = new SmtpSink(server.Open with { Login = Login("token") with { IsOAuth2 = true } });
        await using var line = await sink.OpenAsync(default);

        Assert.That((await line.SendAsync(Letter, Granted, default)).Kind, Is.EqualTo(HandoverKind.Taken));
        Assert.That(server.Log.Single(static entry => entry.Ev == "auth").Method, Is.EqualTo("XOAUTH2"));
    }

    [Test]
    public void A_wrong_password_is_told_in_one_sentence_without_the_password()
    {
        using var server = FaultServer.Start("--auth", "--insecure-auth");
        var sink = new SmtpSink(server.Open with { Login = Login("hush-hush") });

        Assert.That(
            () => sink.OpenAsync(default),
            Throws.TypeOf<SinkException>().With.Property("IsPassing").False.And.Message.Contains("organizer@example.test").And.Message.Contains("535").And.Message.Not.Contains("hush"));
    }

    [Test]
    public void An_expired_certificate_is_told_with_its_days()
    {
        using var folder = new PeerFolder();
        var (key, file, root) = Certificate(folder, new DateTimeOffset(2024, 1, 1, 0, 0, 0, default), new DateTimeOffset(2025, 2, 3, 0, 0, 0, default));
        using var server = FaultServer.Start("--auth", "--key", key, "--cert", file);
        var own = server.Open with { Host = "localhost", Security = SmtpSecurity.StartTls, TrustedRoots = [root], ChecksRevocation = false };

        Assert.That(() => new SmtpSink(own).OpenAsync(default), Throws.TypeOf<SinkException>().With.Property("IsPassing").False.And.Message.Contains("to 2025-02-03"));
    }

    [Test]
    public void A_certificate_for_another_name_and_one_of_a_stranger_are_refused()
    {
        using var folder = new PeerFolder();
        var (key, file, root) = Certificate(folder, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = FaultServer.Start("--key", key, "--cert", file);
        var own = server.Open with { Security = SmtpSecurity.StartTls, ChecksRevocation = false };

        Assert.That(() => new SmtpSink(own with { TrustedRoots = [root] }).OpenAsync(default), Throws.TypeOf<SinkException>().With.Message.Contains("another name"));
        Assert.That(() => new SmtpSink(own with { Host = "localhost" }).OpenAsync(default), Throws.TypeOf<SinkException>().With.Message.Contains("not trusted"));
    }

    [Test]
    public void A_server_that_is_not_there_may_come_back() =>
        Assert.That(() => new SmtpSink(new() { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None }).OpenAsync(default), Throws.TypeOf<SinkException>().With.Property("IsPassing").True);

    internal static PrintedLetter Print(string recipient)
    {
        var series = TestSeries.Of(1);
        series = series with { Participants = [series.Participants[0] with { Email = EmailAddress.Parse(recipient) }] };
        var letter = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], TestSeries.At);
        return new() { MessageId = letter.MessageId, Sender = series.Organizer.Email, Recipient = letter.Recipient.Email, Octets = letter.Octets };
    }

    private static Task<bool> Granted() => Task.FromResult(true);

    private static SmtpLogin Login(string secret) => new() { User = "organizer@example.test", Secret = _ => ValueTask.FromResult(secret) };

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
