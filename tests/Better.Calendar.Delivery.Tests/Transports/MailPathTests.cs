using System.Text.RegularExpressions;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Transports;

/// <summary>Postfix and Dovecot, with a proxy before them that cuts connections: after the first final dots, and in the middle of emails.</summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed partial class MailPathTests
{
    private const int People = 12;
    private const int CutAfterDot = 3;

    [Test]
    public async Task Through_cut_connections_Dovecot_gets_every_email_and_twice_only_what_was_told()
    {
        using var peers = MailPeers.Start();
        var configuration = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(peers.CertificateFile)!, "../postfix/etc"));

        // The proxy must see the final dot.
        await Command.RunAsync("postconf", "-c", configuration, "-e", "smtpd_tls_auth_only = no");
        await Command.RunAsync("postfix", "-c", configuration, "reload");
        using var afterDot = NodeServer.Cutting(10587, "--cut-after-dot", "--first", $"{CutAfterDot}");
        using var amid = NodeServer.Cutting(afterDot.Port, "--cut-client-bytes", "150000");
        using var folder = new PeerFolder();
        await using var store = new SqliteOutboxStore(folder.Write("outbox.db", []));
        var series = TestSeries.Of(People, domain: "example.test");
        var revisions = TestSeries.ThreeRevisions(series);
        await TestSeries.PostAsync(store, revisions);
        var transport = new SmtpTransport(new()
        {
            Host = "127.0.0.1",
            Port = amid.Port,
            Security = SmtpSecurity.None,
            Credentials = new() { UserName = "organizer@example.test", SecretProvider = static _ => ValueTask.FromResult("secret") },
        });
        var options = new DeliveryOptions { RetrySchedule = new() { InitialDelay = Duration.FromMilliseconds(200), DelayAfterConnectionLoss = Duration.FromMilliseconds(100) } };

        var counts = await new DeliveryWorker(store, null, transport, options).DrainAsync(Duration.FromMinutes(1));

        Assert.That((counts.Sent, counts.Total), Is.EqualTo((3L * People, 3L * People)));
        Assert.That(counts.PossibleDuplicates, Is.EqualTo(CutAfterDot), "each was taken, and its answer cut");
        var taken = MessageIds().Matches(await File.ReadAllTextAsync(Path.Combine(configuration, "../mail.log"))).Select(static line => line.Groups[1].Value).ToList();
        var printed = revisions.SelectMany(static revision => new InvitationComposer().ComposeAll(revision)).ToDictionary(static email => email.MessageId);
        foreach (var person in await PeopleAsync(store))
        {
            var copies = person.Select(record => (record.MessageId, Count: taken.Count(id => id == record.MessageId))).ToList();
            Assert.That(copies.Select(static copy => copy.Count), Is.EqualTo(person.Select(static record => 1 + record.UncertainSends)), person.Key);
            Assert.That(copies.Select(copy => taken.IndexOf(copy.MessageId!)), Is.Ordered, "none overtakes an earlier one");

            // What Dovecot keeps is what was printed, below the lines that the servers put before it.
            foreach (var mail in peers.Inbox(person.Key, expected: copies.Sum(static copy => copy.Count)))
            {
                using var message = MimeMessage.Load(new MemoryStream(mail));
                Assert.That(mail.AsSpan().EndsWith(printed[message.MessageId!].Bytes.Span), Is.True, message.Subject);
            }
        }
    }

    private static async Task<IReadOnlyList<IGrouping<string, OutboxEntry>>> PeopleAsync(SqliteOutboxStore store)
    {
        var records = new List<OutboxEntry>();
        await foreach (var record in store.ReadAsync([], default))
        {
            records.Add(record);
        }

        return [.. records.GroupBy(static record => record.Message.Recipient)];
    }

    [GeneratedRegex("message-id=<([^>]+)>")]
    private static partial Regex MessageIds();
}
