using System.Text;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using NodaTime;
using RabbitMQ.Client;

namespace Better.Calendar.Delivery.Tests.Queues;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class RabbitMqDispatchQueueTests
{
    private static readonly Duration MaxWait = Duration.FromMinutes(1);

    [Test]
    public async Task Deferred_emails_return_from_the_delay_queues_and_invalid_messages_go_to_the_dead_letter_queue()
    {
        using var peers = new QueuePeers();
        using var server = FaultServer.Start("--log-only");
        await using var store = QueuePeers.CreateStore();
        await using var queue = new RabbitMqDispatchQueue(store, QueuePeers.BrokerOptions);
        var worker =
            new DeliveryWorker(
                store,
                queue,
                new SmtpTransport(server.Options),
                new() { RetrySchedule = new() { InitialDelay = Duration.FromMilliseconds(600) } });
        await TestSeries.EnqueueAsync(store, CreateRevision("plain@guest.example"));
        Assert.That((await worker.DrainAsync(MaxWait)).Sent, Is.EqualTo(1));

        var connection = await new ConnectionFactory { Port = QueuePeers.BrokerOptions.Port }.CreateConnectionAsync();
        await using var closingConnection = connection;
        var channel = await connection.CreateChannelAsync();
        await using var closingChannel = channel;
        await channel.BasicPublishAsync("", QueuePeers.BrokerOptions.QueueName, Encoding.ASCII.GetBytes("not a number"));
        await TestSeries.EnqueueAsync(store, CreateRevision("grey+2@guest.example"));
        Assert.That((await worker.DrainAsync(MaxWait)).Sent, Is.EqualTo(2));

        Assert.That(
            server.Log.Count(static entry => entry.Ev == "rcpt" && entry.Recipient.StartsWith("grey", StringComparison.Ordinal)),
            Is.EqualTo(3),
            "deferred twice");
        Assert.That(await channel.MessageCountAsync($"{QueuePeers.BrokerOptions.QueueName}.dead-letter"), Is.EqualTo(1));
        Assert.That(await channel.MessageCountAsync(QueuePeers.BrokerOptions.QueueName), Is.Zero);
    }

    private static SeriesRevision CreateRevision(string address) =>
        SeriesRevision.First(
            TestSeries.Create(1) with { Participants = [new() { Name = "Somebody", Email = EmailAddress.Parse(address) }] },
            TestSeries.At);
}
