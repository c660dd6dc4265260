using System.Diagnostics;

namespace Better.Calendar.Tests.Peers;

/// <summary>Servers of tests/peers/serve.sh, running until disposed.</summary>
/// <remarks>
/// Their ports are fixed, so a lock file makes every other test run on the machine wait, such as the run of the other target framework.
/// The folder is fixed too: the next start stops the servers that an interrupted run has left running in it.
/// </remarks>
internal sealed class PeerServers : IDisposable
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMinutes(10);

    private readonly FileStream lockFile;

    private PeerServers(string folder, FileStream lockFile)
    {
        Folder = folder;
        this.lockFile = lockFile;
    }

    /// <summary>The folder of their mail and logs.</summary>
    public string Folder { get; }

    /// <summary>Starts the servers of a kind, <c>mail</c> or <c>cyrus</c>; returns when they accept connections.</summary>
    public static PeerServers Start(string kind)
    {
        PeerRig.Need(kind);
        var servers = new PeerServers(Path.Combine(Path.GetTempPath(), $"better-calendar-{kind}"), AcquireLock(kind));
        try
        {
            PeerProcess.Run("bash serve.sh", ["start", kind, servers.Folder]);
            return servers;
        }
        catch
        {
            servers.lockFile.Dispose();
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
            lockFile.Dispose();
        }
    }

    /// <summary>Repeats a query until it returns enough elements, for ten seconds at most; returns its last result.</summary>
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

    private static FileStream AcquireLock(string kind)
    {
        var path = Path.Combine(Path.GetTempPath(), $"better-calendar-{kind}.lock");
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < LockTimeout)
            {
                // Another run holds the lock.
            }
        }
    }
}
