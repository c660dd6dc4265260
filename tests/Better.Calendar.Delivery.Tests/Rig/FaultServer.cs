using System.Text;
using System.Text.Json;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>The submission server of tests/peers that fails on demand, on a free port, with its log.</summary>
internal sealed class FaultServer : IDisposable
{
    private readonly NodeServer server;
    private readonly List<Entry> log = [];
    private long readBytes;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("better-calendar-smtpd-");

    private FaultServer(IEnumerable<string> options) => server = NodeServer.StartFaultServer(folder.FullName, options);

    public int Port => server.Port;

    /// <summary>The options to connect to the server.</summary>
    public SmtpServerOptions Options => new() { Host = "127.0.0.1", Port = Port, Security = SmtpSecurity.None };

    /// <summary>The log entries, in their order.</summary>
    public IReadOnlyList<Entry> Log
    {
        get
        {
            var path = Path.Combine(folder.FullName, "log.jsonl");
            if (File.Exists(path))
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                file.Position = readBytes;
                var unread = new byte[file.Length - readBytes];
                file.ReadExactly(unread);

                // The last line may be incomplete.
                var completeLength = unread.AsSpan().LastIndexOf((byte)'\n') + 1;
                log.AddRange(Encoding.UTF8.GetString(unread, 0, completeLength)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(static line => JsonSerializer.Deserialize<Entry>(line, JsonSerializerOptions.Web)!));
                readBytes += completeLength;
            }

            return log;
        }
    }

    /// <summary>The emails that it accepted, in their order.</summary>
    public IReadOnlyList<Entry> Mails => [.. Log.Where(static entry => entry.Ev == "mail")];

    public static FaultServer Start(params string[] options) => new(options);

    /// <summary>Reads the bytes of an email that it accepted.</summary>
    public byte[] ReadBytes(Entry mail) => File.ReadAllBytes(Path.Combine(folder.FullName, "Maildir", "new", mail.File!));

    public void Dispose()
    {
        server.Dispose();
        folder.Delete(recursive: true);
    }

    internal sealed record Entry(
        string Ev,
        string? MessageId,
        JsonElement? To,
        string? Stage,
        string? Method,
        bool? Tls,
        string? User,
        string? File)
    {
        public string Recipient => To!.Value.ValueKind == JsonValueKind.Array ? To.Value[0].GetString()! : To.Value.GetString()!;
    }
}
