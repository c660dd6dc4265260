namespace Better.Calendar.Delivery.Transports;

/// <summary>
/// A network stream that buffers writes until the flush: MailKit writes an email in pieces of 4 kB and flushes at its end, and each piece
/// would be a system call that wakes up the server. Reads and writes fail after their timeout.
/// </summary>
internal sealed class CoalescingStream(Stream inner) : Stream
{
    private readonly byte[] pending = new byte[32 * 1024];
    private int length;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => inner.CanTimeout;

    public override int ReadTimeout { get; set => inner.ReadTimeout = field = value; } = Timeout.Infinite;

    public override int WriteTimeout { get; set => inner.WriteTimeout = field = value; } = Timeout.Infinite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await inner.ReadAsync(buffer, cancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromMilliseconds(ReadTimeout), CancellationToken.None)
            .ConfigureAwait(false);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!TryBuffer(buffer.Span, out var buffered))
        {
            buffer = buffer[buffered..];
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (length == 0)
        {
            return;
        }

        var all = pending.AsMemory(0, length);
        length = 0;
        await inner.WriteAsync(all, cancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromMilliseconds(WriteTimeout), CancellationToken.None)
            .ConfigureAwait(false);
    }

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count)
    {
        var rest = buffer.AsSpan(offset, count);
        while (!TryBuffer(rest, out var buffered))
        {
            rest = rest[buffered..];
            Flush();
        }
    }

    public override void Flush()
    {
        inner.Write(pending, 0, length);
        length = 0;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Bytes that were not flushed belong to an email that was aborted.
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Buffers as many bytes as there is space for; returns whether that was all of them.</summary>
    private bool TryBuffer(ReadOnlySpan<byte> bytes, out int buffered)
    {
        buffered = Math.Min(bytes.Length, pending.Length - length);
        bytes[..buffered].CopyTo(pending.AsSpan(length));
        length += buffered;
        return buffered == bytes.Length;
    }
}
