namespace Better.Calendar.Email;

/// <summary>Where an email is put together; a thread has one and uses it again and again, so that printing takes no memory.</summary>
internal sealed class RenderBuffers
{
    [ThreadStatic]
    private static RenderBuffers? cached;

    private RenderBuffers()
    {
    }

    /// <summary>The email that is being printed.</summary>
    public ByteBuffer Output { get; } = new(32 * 1024);

    /// <summary>The lines that are being encoded.</summary>
    public ByteBuffer Lines { get; } = new();

    /// <summary>The recipient's name as it stands in a part.</summary>
    public ByteBuffer Name { get; } = new(256);

    /// <summary>Her address as it stands in a part.</summary>
    public ByteBuffer Email { get; } = new(256);

    /// <summary>The address of their response page as it stands in a part.</summary>
    public ByteBuffer Page { get; } = new(256);

    /// <summary>A line of flowed text, wrapped.</summary>
    public ByteBuffer Wrapped { get; } = new();

    /// <summary>A desk with nothing on it. Whoever sends the email may print another one meanwhile, and gets a desk of its own.</summary>
    public static RenderBuffers Rent()
    {
        var desk = cached ?? new();
        cached = null;
        desk.Output.SetLength();
        return desk;
    }

    /// <summary>Leaves the desk to the next email of this thread.</summary>
    public void Return() => cached = this;
}
