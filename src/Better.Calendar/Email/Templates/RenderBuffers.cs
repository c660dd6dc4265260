namespace Better.Calendar.Email.Templates;

/// <summary>
/// The buffers in which one email is rendered. Each thread keeps one instance and reuses it, so that rendering allocates no memory.
/// </summary>
internal sealed class RenderBuffers
{
    [ThreadStatic]
    private static RenderBuffers? cached;

    private RenderBuffers()
    {
    }

    /// <summary>The email that is being rendered.</summary>
    public ByteBuffer Output { get; } = new(32 * 1024);

    /// <summary>The lines that are to be encoded next.</summary>
    public ByteBuffer Lines { get; } = new();

    /// <summary>The recipient's name, escaped for the current part.</summary>
    public ByteBuffer Name { get; } = new(256);

    /// <summary>The recipient's address, escaped for the current part.</summary>
    public ByteBuffer Email { get; } = new(256);

    /// <summary>The recipient's RSVP page and their own meetings, escaped for the current part.</summary>
    public LinkValues Links { get; } = new();

    /// <summary>A line of flowed text (RFC 3676), wrapped.</summary>
    public ByteBuffer Wrapped { get; } = new();

    /// <summary>
    /// Takes the thread's buffers, with an empty <see cref="Output"/>. Code that renders another email before <see cref="Return"/> gets new
    /// buffers.
    /// </summary>
    public static RenderBuffers Rent()
    {
        var buffers = cached ?? new();
        cached = null;
        buffers.Output.SetLength();
        return buffers;
    }

    /// <summary>Gives the buffers back for the next email of this thread.</summary>
    public void Return() => cached = this;
}
