using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;

namespace HowTo;

public static class SendFromAnOutbox
{
    public static async Task<OutboxCounts> SendAsync(SeriesRevision revision, string password)
    {
        #region outbox
        await using var store = new SqliteOutboxStore("outbox.db"); // no set-up
        await new Outbox(store).EnqueueAsync(revision); // emails that were posted before are passed over

        var server = SmtpServerOptions.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
        var worker = new DeliveryWorker(store, queue: null, new SmtpTransport(server));
        var counts = await worker.DrainAsync(maxWait: Duration.FromMinutes(15));
        #endregion
        return counts;
    }

    public static async Task RunWorkerAsync(IMessageTransport transport, CancellationToken cancellationToken)
    {
        #region workers
        await using var store = new PostgresOutboxStore("Host=db.example;Username=courier;Database=letters"); // the password: PGPASSWORD or ~/.pgpass
        await using var queue = new RabbitMqDispatchQueue(store, new() { Host = "queue.example" });
        await new DeliveryWorker(store, queue, transport).RunAsync(cancellationToken);
        #endregion
    }
}
