using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Transports;
using Better.Calendar.Tests.Peers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

/// <summary>What a person must fix: one clear message, nothing lost, and on it goes.</summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class RecoveryTests : StoreFixture
{
    [Test]
    public async Task A_wrong_password_stops_with_one_message_and_what_was_posted_goes_out_when_it_is_fixed()
    {
        using var server = FaultServer.Start("--log-only", "--auth", "--insecure-auth");
        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(5)));
        var log = new KeptLog();
        DeliveryWorker With(string password) => new(Store, null, new SmtpTransport(server.Open with { Credentials = new() { UserName = "organizer@example.test", SecretProvider = _ => ValueTask.FromResult(password) } }), Quick, logger: log);

        Assert.That(() => With("hush-hush").DrainAsync(Patience), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("535").And.Message.Contains("password").And.Message.Not.Contains("hush"));
        Assert.That((await Store.CountAsync(default)).Waiting, Is.EqualTo(15));

        Assert.That((await With("secret").DrainAsync(Patience)).Sent, Is.EqualTo(15));
        Assert.That(log.Lines, Has.None.Contains("hush").And.None.Contains("guest"), "neither passwords nor addresses");
        Assert.That(File.ReadAllText(StoreFile), Does.Not.Contain("hush-hush").And.Not.Contain("secret"));
    }

    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Tls)]
    public async Task An_expired_certificate_stops_with_one_message_and_what_was_posted_goes_out_with_a_new_one(SmtpSecurity security)
    {
        using var certificates = new PeerFolder();
        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(5)));
        var expired = SmtpTransportTests.Certificate(certificates, DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-2));
        using (var server = Server(expired))
        {
            Assert.That(() => Worker(server, expired).DrainAsync(Patience), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("certificate is not valid now"));
            Assert.That(((await Store.CountAsync(default)).Waiting, server.Mails.Count), Is.EqualTo((15L, 0)));
        }

        var valid = SmtpTransportTests.Certificate(certificates, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
        using var @fixed = Server(valid);
        Assert.That((await Worker(@fixed, valid).DrainAsync(Patience)).Sent, Is.EqualTo(15));
        await ServerRecord.AssertAsync(Store, @fixed, 15);

        FaultServer Server((string Key, string File, X509Certificate2 Root) own) =>
            FaultServer.Start(["--log-only", "--key", own.Key, "--cert", own.File, .. security == SmtpSecurity.Tls ? new[] { "--tls", "implicit" } : []]);
        DeliveryWorker Worker(FaultServer server, (string Key, string File, X509Certificate2 Root) own) =>
            new(Store, null, new SmtpTransport(server.Open with { Host = "localhost", Security = security, TrustedRootCertificates = [own.Root], CheckCertificateRevocation = false }), Quick);
    }

    [Test]
    public async Task A_locked_store_is_told_and_waited_for()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(20)));
        var log = new KeptLog();
        using var other = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        other.Open();
        var hold = other.BeginTransaction();

        var draining = new DeliveryWorker(Store, null, new SmtpTransport(server.Open), Quick, logger: log).DrainAsync(Patience);
        await Task.Delay(4000);
        Assert.That(server.Mails, Is.Empty, "nothing goes out that cannot be written down");
        await hold.RollbackAsync();

        Assert.That((await draining).Sent, Is.EqualTo(60));
        Assert.That(log.Lines.Count(static line => line.Contains("locked by another program", StringComparison.Ordinal)), Is.InRange(1, 2));
        await ServerRecord.AssertAsync(Store, server, 60);
    }

    [Test]
    public async Task A_store_that_stays_locked_stops_the_worker_with_one_message()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(2)));
        using var other = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        other.Open();
        using var hold = other.BeginTransaction();

        var worker = new DeliveryWorker(Store, null, new SmtpTransport(server.Open), Quick with { StoreRetryTimeout = Duration.FromSeconds(1) });

        Assert.That(() => worker.DrainAsync(Patience), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("locked by another program"));
    }

    [Test]
    public async Task A_full_disk_is_told_nothing_is_lost_and_it_goes_on_when_there_is_space()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            PeerRig.Skip("A small disk can be mounted by root only.");
        }

        var disk = Folder.CreateSubdirectory("disk").FullName;
        await Command.RunAsync("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk);
        try
        {
            using var server = FaultServer.Start("--log-only");
            await using var small = new SqliteOutboxStore(Path.Combine(disk, "outbox.db"));
            await TestSeries.PostAsync(small, TestSeries.ThreeRevisions(TestSeries.Of(60)));
            var ballast = Path.Combine(disk, "ballast");
            Fill(ballast);
            var worker = new DeliveryWorker(small, null, new SmtpTransport(server.Open), Quick with { StoreRetryTimeout = Duration.FromSeconds(1) });

            Assert.That(() => worker.DrainAsync(Patience), Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("full"));

            File.Delete(ballast);
            await new DeliveryWorker(small, null, new SmtpTransport(server.Open), Quick).DrainAsync(Patience);
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
            // Full.
        }
    }

    private sealed class KeptLog : ILogger<DeliveryWorker>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);
    }
}
