using System.Diagnostics;

namespace Better.Calendar.Tests.Peers;

/// <summary>Servers of tests/peers/serve.sh, running until disposed.</summary>
/// <remarks>
/// Their ports are fixed, so a lock file keeps every other test run of the machine waiting, the run of the other target framework
/// among them. The folder is fixed too: what an interrupted run has left running in it is stopped by the next start.
/// </remarks>
internal sealed class PeerServers : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly FileStream turn;

    private PeerServers(string folder, FileStream turn)
    {
        Folder = folder;
        this.turn = turn;
    }

    /// <summary>Where the servers keep their mail and their logs.</summary>
    public string Folder { get; }

    /// <summary>Starts the servers of a kind, <c>mail</c> or <c>cyrus</c>; returns when they answer.</summary>
    public static PeerServers Start(string kind)
    {
        PeerRig.Need(kind);
        var servers = new PeerServers(Path.Combine(Path.GetTempPath(), $"better-calendar-{kind}"), TakeTurn(kind));
        try
        {
            PeerProcess.Run("bash serve.sh", ["start", kind, servers.Folder]);
            return servers;
        }
        catch
        {
            servers.turn.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            PeerProcess.Run("bash serve.sh", ["stop", Folder]);
        }
        finally
        {
            turn.Dispose();
        }
    }

    /// <summary>Asks again and again until there are enough of something, for ten seconds at most; gives what there is then.</summary>
    public static IReadOnlyList<T> Await<T>(int expected, Func<IReadOnlyList<T>> look)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var found = look();
            if (found.Count >= expected || waited.Elapsed > TimeSpan.FromSeconds(10))
            {
                return found;
            }

            Thread.Sleep(50);
        }
    }

    private static FileStream TakeTurn(string kind)
    {
        var path = Path.Combine(Path.GetTempPath(), $"better-calendar-{kind}.lock");
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                // Another run has its turn.
            }
        }
    }
}
