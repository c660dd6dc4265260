using System.Text.RegularExpressions;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Transports;

/// <summary>
/// Sends to Postfix and Dovecot through proxies that cut connections: after the first final dots, and in the middle of emails.
/// </summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed partial class MailPathTests
{
    private const int Participants = 12;
    private const int CutAfterDot = 3;

    [Test]
    public async Task Dovecot_gets_every_email_despite_cut_connections_and_twice_only_the_reported_ones()
    {
        using var peers = MailPeers.Start();
        var configuration = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(peers.CertificateFile)!, "../postfix/etc"));

        // The proxy must see the final dot.
        await Command.RunAsync("postconf", "-c", configuration, "-e", "smtpd_tls_auth_only = no");
        await Command.RunAsync("postfix", "-c", configuration, "reload");
        using var afterDot = NodeServer.StartCuttingProxy(10587, "--cut-after-dot", "--first", $"{CutAfterDot}");
        using var midway = NodeServer.StartCuttingProxy(afterDot.Port, "--cut-client-bytes", "150000");
        using var folder = new PeerFolder();
        await using var store = new SqliteOutboxStore(folder.Write("outbox.db", []));
        var series = TestSeries.Create(Participants, domain: "example.test");
        var revisions = TestSeries.ThreeRevisions(series);
        await TestSeries.EnqueueAsync(store, revisions);
        var transport = new SmtpTransport(new()
        {
            Host = "127.0.0.1",
            Port = midway.Port,
            Security = SmtpSecurity.None,
            Credentials = new() { UserName = "organizer@example.test", SecretProvider = static _ => ValueTask.FromResult("secret") },
        });
        var options =
            new DeliveryOptions
            {
                RetrySchedule =
                new() { InitialDelay = Duration.FromMilliseconds(200), DelayAfterConnectionLoss = Duration.FromMilliseconds(100) }
            };

        var counts = await new DeliveryWorker(store, null, transport, options).DrainAsync(Duration.FromMinutes(1));

        Assert.That((counts.Sent, counts.Total), Is.EqualTo((3L * Participants, 3L * Participants)));

        var accepted = MessageIds()
            .Matches(await File.ReadAllTextAsync(Path.Combine(configuration, "../mail.log")))
            .Select(static line => line.Groups[1].Value)
            .ToList();
        var rendered = revisions.SelectMany(static revision => new InvitationComposer().ComposeAll(revision))
            .ToDictionary(static email => email.MessageId);

        // The connection that is cut after so many bytes may have got the whole email, too.
        var recipients = await ReadByRecipientAsync(store);
        Assert.That(
            accepted.Count - (3 * Participants),
            Is.InRange(CutAfterDot, recipients.Sum(static person => person.Sum(static entry => entry.UncertainSends))),
            "each was accepted, and its response was lost");
        Assert.That(
            accepted.CountBy(static id => id).Count(static email => email.Value > 1),
            Is.LessThanOrEqualTo(counts.PossibleDuplicates),
            "an email that came more than once is reported");
        foreach (var person in recipients)
        {
            var copies = person.Select(entry => (entry.MessageId, Count: accepted.Count(id => id == entry.MessageId))).ToList();
            Assert.That(
                copies.Zip(person).Where(static pair => pair.First.Count < 1 || pair.First.Count > 1 + pair.Second.UncertainSends),
                Is.Empty,
                person.Key);
            Assert.That(copies.Select(copy => accepted.IndexOf(copy.MessageId!)), Is.Ordered, "none overtakes an earlier one");

            // Dovecot has the rendered bytes, after the headers that the servers added.
            foreach (var mail in peers.Inbox(person.Key, expected: copies.Sum(static copy => copy.Count)))
            {
                using var message = MimeMessage.Load(new MemoryStream(mail));
                Assert.That(mail.AsSpan().EndsWith(rendered[message.MessageId!].Bytes.Span), Is.True, message.Subject);
            }
        }
    }

    private static async Task<IReadOnlyList<IGrouping<string, OutboxEntry>>> ReadByRecipientAsync(SqliteOutboxStore store)
    {
        var entries = new List<OutboxEntry>();
        await foreach (var entry in store.ReadAsync([], default))
        {
            entries.Add(entry);
        }

        return [.. entries.GroupBy(static entry => entry.Message.Recipient)];
    }

    [GeneratedRegex("message-id=<([^>]+)>")]
    private static partial Regex MessageIds();
}
