using System.Text;
using Better.Calendar.Delivery.PostgreSql;
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
    private static readonly Duration Patience = Duration.FromMinutes(1);

    [Test]
    public async Task Emails_for_later_come_again_by_the_queues_of_delay_and_what_is_no_email_goes_to_the_dead()
    {
        using var peers = new QueuePeers();
        using var server = FaultServer.Start("--log-only");
        await using var store = QueuePeers.Store();
        await using var queue = new RabbitMqDispatchQueue(store, QueuePeers.Server);
        var worker = new DeliveryWorker(store, queue, new SmtpTransport(server.Open), new() { RetrySchedule = new() { InitialDelay = Duration.FromMilliseconds(600) } });
        await TestSeries.PostAsync(store, To("plain@guest.example"));
        Assert.That((await worker.DrainAsync(Patience)).Sent, Is.EqualTo(1));

        var connection = await new ConnectionFactory { Port = QueuePeers.Server.Port }.CreateConnectionAsync();
        await using var closing = connection;
        var channel = await connection.CreateChannelAsync();
        await using var ending = channel;
        await channel.BasicPublishAsync("", QueuePeers.Server.QueueName, Encoding.ASCII.GetBytes("an email to my aunt"));
        await TestSeries.PostAsync(store, To("grey+2@guest.example"));
        Assert.That((await worker.DrainAsync(Patience)).Sent, Is.EqualTo(2));

        Assert.That(server.Log.Count(static entry => entry.Ev == "rcpt" && entry.Recipient.StartsWith("grey", StringComparison.Ordinal)), Is.EqualTo(3), "refused twice for now");
        Assert.That(await channel.MessageCountAsync($"{QueuePeers.Server.QueueName}.dead"), Is.EqualTo(1));
        Assert.That(await channel.MessageCountAsync(QueuePeers.Server.QueueName), Is.Zero);
    }

    private static SeriesRevision To(string address) =>
        SeriesRevision.First(TestSeries.Of(1) with { Participants = [new() { Name = "Somebody", Email = EmailAddress.Parse(address) }] }, TestSeries.At);
}
