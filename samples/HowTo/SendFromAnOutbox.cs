using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Revisions;
using NodaTime;

namespace HowTo;

public static class SendFromAnOutbox
{
    public static async Task<LetterCounts> SendAsync(SeriesRevision revision, string password)
    {
        #region outbox
        await using var ledger = new SqliteLedger("outbox.db"); // no set-up
        await new Outbox(ledger).PostAsync(revision); // letters that were posted before are passed over

        var server = SmtpServer.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
        var courier = new Courier(ledger, queue: null, new SmtpSink(server));
        var counts = await courier.DrainAsync(patience: Duration.FromMinutes(15));
        #endregion
        return counts;
    }

    public static async Task CarryAsync(ILetterSink sink, CancellationToken stop)
    {
        #region couriers
        await using var ledger = new PostgresLedger("Host=db.example;Username=courier;Database=letters"); // the password: PGPASSWORD or ~/.pgpass
        await using var queue = new RabbitQueue(ledger, new() { Host = "queue.example" });
        await new Courier(ledger, queue, sink).RunAsync(stop);
        #endregion
    }
}
