using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Transports;
using Better.Calendar.Tests.Peers;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

/// <summary>Problems that a person must correct: the worker stops with one message, loses nothing, and continues afterwards.</summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class RecoveryTests : StoreFixture
{
    [Test]
    public async Task A_wrong_password_stops_the_worker_with_one_message_and_the_emails_are_sent_when_it_is_corrected()
    {
        using var server = FaultServer.Start("--log-only", "--auth", "--insecure-auth");
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(5)));
        var log = new LogRecorder<DeliveryWorker>();
        DeliveryWorker CreateWorker(string password) =>
            new(
                Store,
                null,
                new SmtpTransport(
                    server.Options with
                    {
                        Credentials =
                        new() { UserName = "organizer@example.test", SecretProvider = _ => ValueTask.FromResult(password) }
                    }),
                FastRetries,
                logger: log);

        Assert.That(() => CreateWorker("hush-hush")
            .DrainAsync(MaxWait),
                Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains(
                    "535").And.Message.Contains(
                    "password").And.Message.Not.Contains(
                    "hush"));
        Assert.That((await Store.CountAsync(default)).Waiting, Is.EqualTo(15));

        Assert.That((await CreateWorker("secret").DrainAsync(MaxWait)).Sent, Is.EqualTo(15));
        Assert.That(log.Lines, Has.None.Contains("hush").And.None.Contains("guest"), "neither passwords nor addresses");
        Assert.That(File.ReadAllText(StoreFile), Does.Not.Contain("hush-hush").And.Not.Contain("secret"));
    }

    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Tls)]
    public async Task An_expired_certificate_stops_the_worker_with_one_message_and_the_emails_are_sent_with_a_new_one(SmtpSecurity security)
    {
        using var certificates = new PeerFolder();
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(5)));
        var expired =
            SmtpTransportTests.CreateCertificate(certificates, DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-2));
        using (var server = StartServer(expired))
        {
            Assert.That(() => CreateWorker(server, expired)
                .DrainAsync(MaxWait), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("certificate is not valid now"));
            Assert.That(((await Store.CountAsync(default)).Waiting, server.Mails.Count), Is.EqualTo((15L, 0)));
        }

        var valid =
            SmtpTransportTests.CreateCertificate(certificates, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
        using var validServer = StartServer(valid);
        Assert.That((await CreateWorker(validServer, valid).DrainAsync(MaxWait)).Sent, Is.EqualTo(15));
        await ServerRecord.AssertAsync(Store, validServer, 15);

        FaultServer StartServer((string Key, string File, X509Certificate2 Root) certificate) =>
            FaultServer.Start(
                ["--log-only", "--key", certificate.Key, "--cert", certificate.File, .. security == SmtpSecurity.Tls
                    ? new[] { "--tls", "implicit" }
                    : []]);
        DeliveryWorker CreateWorker(FaultServer server, (string Key, string File, X509Certificate2 Root) certificate) =>
            new(
                Store,
                null,
                new SmtpTransport(
                    server.Options with
                    {
                        Host = "localhost",
                        Security = security,
                        TrustedRootCertificates = [certificate.Root],
                        Revocation = RevocationMode.Off
                    }),
                FastRetries);
    }

    [Test]
    public async Task A_locked_store_is_reported_and_retried()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(20)));
        var log = new LogRecorder<DeliveryWorker>();
        using var otherConnection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        otherConnection.Open();
        var lockingTransaction = otherConnection.BeginTransaction();

        var draining = new DeliveryWorker(Store, null, new SmtpTransport(server.Options), FastRetries, logger: log).DrainAsync(MaxWait);
        await Task.Delay(4000);
        Assert.That(server.Mails, Is.Empty, "nothing is sent if the intent cannot be recorded");
        await lockingTransaction.RollbackAsync();

        Assert.That((await draining).Sent, Is.EqualTo(60));
        Assert.That(log.Lines.Count(static line => line.Contains("locked by another program", StringComparison.Ordinal)), Is.InRange(1, 2));
        await ServerRecord.AssertAsync(Store, server, 60);
    }

    [Test]
    public async Task A_store_that_stays_locked_stops_the_worker_with_one_message()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(2)));
        using var otherConnection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        otherConnection.Open();
        using var lockingTransaction = otherConnection.BeginTransaction();

        var worker =
            new DeliveryWorker(
                Store,
                null,
                new SmtpTransport(server.Options),
                FastRetries with { StoreRetryTimeout = Duration.FromSeconds(1) });

        Assert.That(
            () => worker.DrainAsync(MaxWait),
            Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("locked by another program"));
    }

    [Test]
    public async Task A_full_disk_is_reported_and_the_worker_continues_when_there_is_space()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            PeerRig.Skip("Only root can mount a small disk.");
        }

        var disk = Folder.CreateSubdirectory("disk").FullName;
        await Command.RunAsync("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk);
        try
        {
            using var server = FaultServer.Start("--log-only");
            await using var small = new SqliteOutboxStore(Path.Combine(disk, "outbox.db"));
            await TestSeries.EnqueueAsync(small, TestSeries.ThreeRevisions(TestSeries.Create(60)));
            var filler = Path.Combine(disk, "filler");
            Fill(filler);
            var worker =
                new DeliveryWorker(
                    small,
                    null,
                    new SmtpTransport(server.Options),
                    FastRetries with { StoreRetryTimeout = Duration.FromSeconds(1) });

            Assert.That(() => worker.DrainAsync(MaxWait), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("full"));

            File.Delete(filler);
            await new DeliveryWorker(small, null, new SmtpTransport(server.Options), FastRetries).DrainAsync(MaxWait);
            await ServerRecord.AssertAsync(small, server, 180);
        }
        finally
        {
            await Command.RunAsync("umount", "-l", disk);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ;)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }
}
