using System.Text;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Consoles;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Transports;

/// <summary>Certificates of an authority of one's own, whose list of revoked certificates is readable or not.</summary>
// Most of the time passes in waiting.
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class RevocationTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task If_no_list_can_be_read_soft_logs_that_and_sends(bool hasOcsp)
    {
        using var authority = new PrivateAuthority(isReachable: false);
        using var server = new ScriptedServer(authority.Issue(hasOcsp));
        var log = new LogRecorder<SmtpTransport>();

        Assert.That(await SendAsync(server, authority, RevocationMode.Soft, log), Is.EqualTo(SendStatus.Accepted));

        Assert.That(log.Lines, Has.Count.EqualTo(1).And.All.Contains("revoked"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void If_no_list_can_be_read_strict_refuses(bool hasOcsp)
    {
        using var authority = new PrivateAuthority(isReachable: false);
        using var server = new ScriptedServer(authority.Issue(hasOcsp));

        Assert.That(
            () => SendAsync(server, authority, RevocationMode.Strict),
            Throws.TypeOf<TransportException>().With.Message.Contains("no list says").And.Property("IsTransient").False);
        Assert.That(server.Accepted, Is.Empty);
    }

    [TestCase(RevocationMode.Soft)]
    [TestCase(RevocationMode.Strict)]
    public void A_revoked_certificate_is_refused(RevocationMode mode)
    {
        using var authority = new PrivateAuthority(isReachable: true);
        var certificate = authority.Issue();
        authority.Revoke(certificate);
        using var server = new ScriptedServer(certificate);

        Assert.That(
            () => SendAsync(server, authority, mode),
            Throws.TypeOf<TransportException>().With.Message.Contains("was revoked").And.Property("IsTransient").False);
        Assert.That(server.Accepted, Is.Empty);
        Assert.That(authority.Requests, Is.Positive);
    }

    [TestCase(RevocationMode.Soft)]
    [TestCase(RevocationMode.Strict)]
    public async Task A_certificate_that_a_list_does_not_name_is_accepted_without_a_word(RevocationMode mode)
    {
        using var authority = new PrivateAuthority(isReachable: true);
        authority.Revoke(authority.Issue());
        using var server = new ScriptedServer(authority.Issue());
        var log = new LogRecorder<SmtpTransport>();

        Assert.That(await SendAsync(server, authority, mode, log), Is.EqualTo(SendStatus.Accepted));

        Assert.That(log.Lines, Is.Empty);
    }

    [Test]
    public async Task Off_asks_for_no_list()
    {
        using var authority = new PrivateAuthority(isReachable: true);
        var certificate = authority.Issue();
        authority.Revoke(certificate);
        using var server = new ScriptedServer(certificate);

        Assert.That(await SendAsync(server, authority, RevocationMode.Off), Is.EqualTo(SendStatus.Accepted));

        Assert.That(authority.Requests, Is.Zero);
    }

    [TestCase("soft", false, 0, "no list says")]
    [TestCase("strict", false, 1, "no list says")]
    [TestCase("soft", true, 1, "was revoked")]
    [TestCase("off", true, 0, "15 of 15 emails were accepted")]
    public void The_console_does_what_its_option_says(string mode, bool isRevoked, int code, string told)
    {
        using var folder = new PeerFolder();
        using var authority = new PrivateAuthority(isReachable: isRevoked);
        var certificate = authority.Issue();
        if (isRevoked)
        {
            authority.Revoke(certificate);
        }

        using var server = new ScriptedServer(certificate);
        var root = folder.Write("root.pem", Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem()));

        var run = SampleConsole.Run(
            Path.GetDirectoryName(root)!,
            new Dictionary<string, string>(),
            ["send", "--smtp", $"smtp://localhost:{server.Port}", "--ca", root, "--revocation", mode, "--outbox", "outbox.db"]);

        Assert.That(run.Code, Is.EqualTo(code), run.Output);
        Assert.That(run.Output.ReplaceLineEndings(" "), Does.Contain(told));
        Assert.That(server.Accepted, Has.Count.EqualTo(code == 0 ? 15 : 0));
    }

    private static async Task<SendStatus> SendAsync(
        ScriptedServer server,
        PrivateAuthority authority,
        RevocationMode mode,
        LogRecorder<SmtpTransport>? log = null)
    {
        var options = server.Options with
        {
            Host = "localhost",
            Security = SmtpSecurity.StartTls,
            TrustedRootCertificates = [authority.Root],
            Revocation = mode,
        };
        await using var connection = await new SmtpTransport(options, log).OpenAsync(default);
        var result = await connection.SendAsync(
            SmtpTransportTests.Render("guest@example.test"),
            static () => Task.FromResult(true),
            default);
        return result.Status;
    }
}
