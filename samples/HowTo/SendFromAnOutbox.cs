using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using NodaTime;

namespace HowTo;

public static class SendFromAnOutbox
{
    public static async Task<OutboxCounts> SendAsync(WorkshopSeries series, string password)
    {
        #region sqlite
        var revision = SeriesRevision.First(series, SystemClock.Instance.GetCurrentInstant());
        await using var store = new SqliteOutboxStore("outbox.db"); // created if it is missing
        await new Outbox(store).EnqueueAsync(revision); // emails that are in the outbox already are skipped

        var server = SmtpServerOptions.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
        var worker = new DeliveryWorker(store, queue: null, new SmtpTransport(server));
        var counts = await worker.DrainAsync(maxWait: Duration.FromMinutes(15));
        #endregion
        return counts;
    }

    public static async Task RunWithPostgreSqlAsync(SeriesRevision revision, string password, CancellationToken cancellationToken)
    {
        #region postgresql
        // the password of the database comes from PGPASSWORD or ~/.pgpass
        await using var store = new PostgresOutboxStore("Host=db.example;Username=mailer;Database=invitations");
        await new Outbox(store).EnqueueAsync(revision, cancellationToken);

        // run as many of these workers as you like, on as many machines
        var server = SmtpServerOptions.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
        await new DeliveryWorker(store, queue: null, new SmtpTransport(server)).RunAsync(cancellationToken);
        #endregion
    }

    public static async Task RunWithRabbitMqAsync(string password, CancellationToken cancellationToken)
    {
        #region rabbitmq
        // the password of the database comes from PGPASSWORD or ~/.pgpass
        await using var store = new PostgresOutboxStore("Host=db.example;Username=mailer;Database=invitations");
        await using var queue = new RabbitMqDispatchQueue(store, new() { Host = "queue.example" });

        var server = SmtpServerOptions.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
        await new DeliveryWorker(store, queue, new SmtpTransport(server)).RunAsync(cancellationToken);
        #endregion
    }
}
