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
        await using var store = new SqliteOutboxStore("outbox.db"); // the file is created if it is missing
        await new Outbox(store).EnqueueAsync(revision); // emails that are in the outbox already are skipped

        var server = SmtpServerOptions.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
        var worker = new DeliveryWorker(store, queue: null, new SmtpTransport(server));
        var counts = await worker.DrainAsync(maxWait: Duration.FromMinutes(15));
        #endregion
        return counts;
    }

    public static async Task RunWorkerAsync(IMessageTransport transport, CancellationToken cancellationToken)
    {
        #region workers
        // the password comes from PGPASSWORD or ~/.pgpass
        await using var store = new PostgresOutboxStore("Host=db.example;Username=mailer;Database=outbox");
        await using var queue = new RabbitMqDispatchQueue(store, new() { Host = "queue.example" });
        await new DeliveryWorker(store, queue, transport).RunAsync(cancellationToken);
        #endregion
    }
}
