using System.Text;
using System.Text.Json;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>The submission server of tests/peers that fails on demand, on a port of its own, with its log.</summary>
internal sealed class FaultServer : IDisposable
{
    private readonly NodeServer server;
    private readonly List<Entry> log = [];
    private long seen;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("better-calendar-smtpd-");

    private FaultServer(IEnumerable<string> options) => server = NodeServer.Faults(folder.FullName, options);

    public int Port => server.Port;

    /// <summary>The server for a worker in this process.</summary>
    public SmtpServerOptions Open => new() { Host = "127.0.0.1", Port = Port, Security = SmtpSecurity.None };

    /// <summary>What happened, in its order.</summary>
    public IReadOnlyList<Entry> Log
    {
        get
        {
            var path = Path.Combine(folder.FullName, "log.jsonl");
            if (File.Exists(path))
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                file.Position = seen;
                var fresh = new byte[file.Length - seen];
                file.ReadExactly(fresh);

                // The last line may be still on its way.
                var whole = fresh.AsSpan().LastIndexOf((byte)'\n') + 1;
                log.AddRange(Encoding.UTF8.GetString(fresh, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonSerializer.Deserialize<Entry>(line, JsonSerializerOptions.Web)!));
                seen += whole;
            }

            return log;
        }
    }

    /// <summary>What it took, in its order.</summary>
    public IReadOnlyList<Entry> Mails => [.. Log.Where(static entry => entry.Ev == "mail")];

    public static FaultServer Start(params string[] options) => new(options);

    /// <summary>The bytes of a mail that it took.</summary>
    public byte[] Bytes(Entry mail) => File.ReadAllBytes(Path.Combine(folder.FullName, "Maildir", "new", mail.File!));

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    internal sealed record Entry(string Ev, string? MessageId, JsonElement? To, string? Stage, string? Method, bool? Tls, string? User, string? File)
    {
        public string Recipient => To!.Value.ValueKind == JsonValueKind.Array ? To.Value[0].GetString()! : To.Value.GetString()!;
    }
}
