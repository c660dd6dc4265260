namespace Better.Calendar.Tests.Peers;

/// <summary>A temporary folder for one run of a peer, deleted on disposal.</summary>
internal sealed class PeerFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("better-calendar-");

    /// <summary>Writes a file and returns its full path.</summary>
    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
