using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>RabbitMQ and PostgreSQL, empty at the start; either can be killed and come back.</summary>
/// <remarks>Needs the part <c>queue</c>. <c>[NonParallelizable]</c>, for their ports are fixed.</remarks>
internal sealed class QueuePeers : IDisposable
{
    public const string Postgres = "Host=127.0.0.1;Port=15432;Username=postgres;Database=postgres";
    public const string Rabbit = "amqp://guest@127.0.0.1:10672";

    private readonly PeerServers servers = PeerServers.Start("queue");

    public static RabbitMqOptions Server => new() { Host = "127.0.0.1", Port = 10672 };

    public static PostgresOutboxStore Store(string schema = "better_calendar_delivery") => new(Postgres, schema);

    public void KillRabbit() => PeerProcess.Run("bash serve.sh", ["again", "rabbit", servers.Folder]);

    public void KillPostgres() => PeerProcess.Run("bash serve.sh", ["again", "postgres", servers.Folder]);

    public void Dispose() => servers.Dispose();
}
