using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Better.Calendar;

/// <summary>
/// Writes bytes chunk by chunk to what hosts have. A chunk is asked for when the one before is written, so it may be in the same memory.
/// </summary>
internal static class ChunkWriter
{
    /// <summary>Writes all chunks, which are arrays, to a stream.</summary>
    public static void Write(Stream stream, IEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        foreach (var chunk in chunks)
        {
            _ = MemoryMarshal.TryGetArray(chunk, out var array);
            stream.Write(array.Array!, array.Offset, array.Count);
        }
    }

    /// <summary>Writes all chunks into the memory of a writer.</summary>
    public static void Write(IBufferWriter<byte> writer, IEnumerable<ReadOnlyMemory<byte>> chunks)
    {
        foreach (var chunk in chunks)
        {
            writer.Write(chunk.Span);
        }
    }

    /// <summary>Writes all chunks to a stream without synchronous I/O.</summary>
    /// <exception cref="OperationCanceledException">The writing was canceled, between two chunks or within one.</exception>
    public static async Task WriteAsync(
        Stream stream,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var chunk in chunks)
        {
            await stream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Writes all chunks to a pipe, each flushed; ends early if nobody reads from it anymore.</summary>
    /// <exception cref="OperationCanceledException">The writing was canceled, between two chunks or within one.</exception>
    public static async Task WriteAsync(
        PipeWriter writer,
        IEnumerable<ReadOnlyMemory<byte>> chunks,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var chunk in chunks)
        {
            var flushed = await writer.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (flushed.IsCanceled)
            {
                throw new OperationCanceledException("The flush of the pipe was canceled.");
            }

            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }
}
