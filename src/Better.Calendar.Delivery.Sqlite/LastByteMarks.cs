using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using System.Text;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>
/// A file beside the database that knows, after a worker was killed, whether the last bytes of an email were about to leave. It takes less
/// than a microsecond to set a mark, while a commit waits for the disk: so the intents of many emails are recorded in one commit, and only
/// those of them that were really being sent become uncertain.
/// </summary>
/// <remarks>
/// The file is mapped into the memory of all workers, and has four bytes for each email. They survive the processes, but not the machine,
/// so they count only until it is started again. Zero: nothing is known. A worker's number: it may send the last bytes. The number plus
/// one: they may have left.
/// </remarks>
internal sealed unsafe class LastByteMarks(string path) : IDisposable
{
    private const int ChunkSize = 64 * 1024;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    private static readonly Lock Growing = new();

    private readonly ConcurrentDictionary<long, Lazy<Chunk>> chunks = new();

    /// <summary>Which start of the machine this is; empty if the operating system does not say: then no marks are used.</summary>
    public static string Boot { get; } = ReadBoot();

    /// <summary>Lets a worker mark these emails.</summary>
    public void Prepare(string worker, IReadOnlyList<long> numbers)
    {
        foreach (var number in numbers)
        {
            Use(number, slot => Interlocked.Exchange(ref *slot, GetId(worker)));
        }
    }

    /// <summary>Marks that the last bytes of an email leave next; false if another worker has taken the email over.</summary>
    public bool TryMark(string worker, long number)
    {
        var id = GetId(worker);
        return Use(number, slot => Interlocked.CompareExchange(ref *slot, id + 1, id)) == id;
    }

    /// <summary>
    /// Takes an email away from a worker; false if the last bytes may have left, or if that is unknown. Afterwards <see cref="TryMark"/> of
    /// that worker fails, even if it was only asleep.
    /// </summary>
    public bool TryClear(string worker, long number)
    {
        var id = GetId(worker);
        return Use(number, slot => Interlocked.CompareExchange(ref *slot, 0, id)) == id;
    }

    public void Dispose()
    {
        foreach (var chunk in chunks.Values.Where(static chunk => chunk.IsValueCreated))
        {
            chunk.Value.Dispose();
        }

        chunks.Clear();
    }

    private int Use(long number, SlotOperation operation)
    {
        var offset = number * sizeof(int);
        var view = chunks.GetOrAdd(offset / ChunkSize, index => new(() => new Chunk(path, index * ChunkSize, ChunkSize))).Value.View;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return operation((int*)(start + view.PointerOffset + (offset % ChunkSize)));
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>FNV-1a of the worker's name, even and not zero.</summary>
    private static int GetId(string worker)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(worker))
        {
            hash = unchecked((hash ^ part) * 16777619u);
        }

        return unchecked((int)((hash & ~3u) | 2u));
    }

    private static string ReadBoot()
    {
        const string LinuxBootId = "/proc/sys/kernel/random/boot_id";
        try
        {
            return File.Exists(LinuxBootId) ? File.ReadAllText(LinuxBootId).Trim() : "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private delegate int SlotOperation(int* slot);

    private sealed class Chunk : IDisposable
    {
        private readonly MemoryMappedFile map;

        public Chunk(string path, long offset, int size)
        {
            using var file = PrivateFile.Open(path);
            lock (Growing)
            {
                Grow(file, offset + size);
            }

            map = MemoryMappedFile.CreateFromFile(
                file.SafeFileHandle,
                mapName: null,
                capacity: 0,
                MemoryMappedFileAccess.ReadWrite,
                HandleInheritability.None,
                leaveOpen: true);
            View = map.CreateViewAccessor(offset, size);
        }

        public MemoryMappedViewAccessor View { get; }

        /// <summary>
        /// Fills the file with zeros up to a length; under a lock, because zeros must not replace marks that another process has set
        /// meanwhile.
        /// </summary>
        private static void Grow(FileStream file, long length)
        {
            for (var wait = Stopwatch.StartNew(); file.Length < length;)
            {
                try
                {
                    LockFile(file);
                }
                catch (IOException) when (wait.Elapsed < MaxWait)
                {
                    Thread.Sleep(1);
                    continue;
                }

                // Written, not only reserved: a page without space on the disk would end the process when it is used.
                file.Position = file.Length;
                file.Write(new byte[Math.Max(0, length - file.Length)]);
                file.Flush();
            }
        }

        [SuppressMessage("Interoperability", "CA1416", Justification = "Where there is no such lock, Boot is empty and no marks are used.")]
        private static void LockFile(FileStream file) => file.Lock(0, 1);

        public void Dispose()
        {
            View.Dispose();
            map.Dispose();
        }
    }
}
