using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>RabbitMQ and PostgreSQL, empty at the start; each can be killed and restarted.</summary>
/// <remarks>Needs the part <c>queue</c> of tests/peers. Use <c>[NonParallelizable]</c>, because the ports are fixed.</remarks>
internal sealed class QueuePeers : IDisposable
{
    public const string PostgreSql = "Host=127.0.0.1;Port=15432;Username=postgres;Database=postgres";
    public const string RabbitMq = "amqp://guest@127.0.0.1:10672";

    private readonly PeerServers servers = PeerServers.Start("queue");

    public static RabbitMqOptions BrokerOptions => new() { Host = "127.0.0.1", Port = 10672 };

    public static PostgresOutboxStore CreateStore(string schema = "better_calendar_delivery") => new(PostgreSql, schema);

    /// <summary>Where PostgreSQL keeps its files.</summary>
    public DirectoryInfo DataFolder => new(Path.Combine(servers.Folder, "postgres", "data"));

    public void KillRabbitMq() => PeerProcess.Run("bash serve.sh", ["again", "rabbit", servers.Folder]);

    public void KillPostgreSql() => PeerProcess.Run("bash serve.sh", ["again", "postgres", servers.Folder]);

    public void Dispose() => servers.Dispose();
}
