using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;

namespace Better.Calendar.Delivery.Tests;

/// <summary>What concerns all letters is one clear message; nothing is lost, and it goes on after mending.</summary>
[Category(PeerRig.Category)]
public sealed class MendingTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void Create()
    {
        PeerRig.Need("smtp");
        folder = Directory.CreateTempSubdirectory("better-calendar-");
    }

    [TearDown]
    public void Delete() => folder?.Delete(recursive: true);

    [Test]
    public async Task A_wrong_password()
    {
        using var peer = new NodeServer(folder.FullName, "--auth", "--insecure-auth");
        using var outbox = Of("one", "two");
        SmtpServer With(string password) => new() { Host = "127.0.0.1", Port = peer.Port, Security = SecureSocketOptions.None, Login = () => new SaslMechanismPlain("us", password) };

        var problem = await Assert.ThrowsAsync<DeliveryException>(() => new Courier(outbox, () => new SmtpCarrier(With("not-this-secret"))).RunAsync());
        Assert.That(problem!.Message, Does.Contain("535"));
        Assert.That(problem.ToString(), Does.Not.Contain("not-this-secret"));
        Assert.That(outbox.Count(), Is.EqualTo(new OutboxCounts { Waiting = 2 }));

        Assert.That(await new Courier(outbox, () => new SmtpCarrier(With("secret"))).RunAsync(), Is.EqualTo(new OutboxCounts { Sent = 2 }));
        var written = Directory.GetFiles(folder.FullName, "outbox.db*").Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(static file => System.Text.Encoding.Latin1.GetString(Read(file)));
        Assert.That(written, Has.None.Contains("not-this-secret"));
    }

    [TestCase(SecureSocketOptions.StartTls)]
    [TestCase(SecureSocketOptions.SslOnConnect)]
    public async Task An_expired_certificate(SecureSocketOptions security)
    {
        var (key, expired) = Certificate(-2);
        using var outbox = Of("one", "two");
        string[] mode = security == SecureSocketOptions.SslOnConnect ? ["--tls", "implicit"] : [];
        using (var peer = new NodeServer(folder.FullName, [.. mode, "--key", key, "--cert", expired]))
        {
            var problem = await Assert.ThrowsAsync<DeliveryException>(() => new Courier(outbox, () => new SmtpCarrier(Server(peer.Port))).RunAsync());
            Assert.That(problem!.Message, Does.Contain($"127.0.0.1:{peer.Port}").And.Contain("SSL or TLS"));
            Assert.That(outbox.Count(), Is.EqualTo(new OutboxCounts { Waiting = 2 }));
        }

        var (newKey, valid) = Certificate(2);
        using var pinned = X509CertificateLoader.LoadCertificateFromFile(valid);
        using var mended = new NodeServer(folder.FullName, [.. mode, "--key", newKey, "--cert", valid]);
        var server = Server(mended.Port) with { CertificateCheck = (_, shown, _, _) => shown!.GetCertHashString() == pinned.GetCertHashString() };
        Assert.That(await new Courier(outbox, () => new SmtpCarrier(server)).RunAsync(), Is.EqualTo(new OutboxCounts { Sent = 2 }));

        SmtpServer Server(int port) => new() { Host = "127.0.0.1", Port = port, Security = security };
    }

    [Test]
    public async Task A_full_disk()
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            Assert.Ignore("A small file system can be mounted by root on Linux only.");
        }

        // A file system of 512 KiB; what the outbox leaves of it is filled.
        var disk = folder.CreateSubdirectory("disk").FullName;
        await Command("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk);
        try
        {
            using var peer = new NodeServer(folder.FullName);
            using var outbox = new Outbox(Path.Combine(disk, "outbox.db"));
            outbox.Add(Series.First(Series.For("one@guest.example", "two@guest.example")));
            await File.WriteAllBytesAsync(Path.Combine(disk, "outbox.db.lock"), []);
            var filler = Path.Combine(disk, "filler");
            Assert.That(() => File.WriteAllBytes(filler, new byte[1 << 20]), Throws.InstanceOf<IOException>());
            Courier Sender() => new(outbox, () => new SmtpCarrier(new() { Host = "127.0.0.1", Port = peer.Port, Security = SecureSocketOptions.None }));

            // SQLite writes into the room that it has for a while; then it says so.
            DeliveryException? problem = null;
            for (var letters = 0; problem is null && letters < 200; letters++)
            {
                try
                {
                    outbox.Add(Series.First(Series.For($"more{letters}@guest.example")));
                }
                catch (DeliveryException full)
                {
                    problem = full;
                }
            }

            Assert.That(problem!.Message, Does.Contain("no space left"));
            var told = await Assert.ThrowsAsync<DeliveryException>(() => Sender().RunAsync());
            Assert.That(told!.Message, Does.Contain("no space left"));
            File.Delete(filler);
            var total = outbox.Count().Total;
            Assert.That(await Sender().RunAsync(), Is.EqualTo(new OutboxCounts { Sent = total }));
            Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "Maildir", "new")), Has.Length.EqualTo(total + outbox.Letters().Sum(static letter => letter.Doubts)));
        }
        finally
        {
            await Command("umount", disk);
        }
    }

    private static async Task Command(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, program);
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var octets = new byte[stream.Length];
        stream.ReadExactly(octets);
        return octets;
    }

    private Outbox Of(params string[] people)
    {
        var outbox = new Outbox(Path.Combine(folder.FullName, "outbox.db"));
        outbox.Add(Series.First(Series.For(people.Select(static name => $"{name}@guest.example"))));
        return outbox;
    }

    /// <summary>A certificate of 127.0.0.1 that ends so many days from now, and its key.</summary>
    private (string Key, string Certificate) Certificate(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(days - 3), DateTimeOffset.UtcNow.AddDays(days));
        var (keyFile, file) = (Path.Combine(folder.FullName, $"{days}.key"), Path.Combine(folder.FullName, $"{days}.pem"));
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return (keyFile, file);
    }
}
