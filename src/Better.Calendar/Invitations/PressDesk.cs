namespace Better.Calendar.Invitations;

/// <summary>Where a letter is put together; a thread has one and uses it again and again, so that printing takes no memory.</summary>
internal sealed class PressDesk
{
    [ThreadStatic]
    private static PressDesk? free;

    private PressDesk()
    {
    }

    /// <summary>The email that is being printed.</summary>
    public OctetBuffer Letter { get; } = new(32 * 1024);

    /// <summary>The lines that are being encoded.</summary>
    public OctetBuffer Lines { get; } = new();

    /// <summary>The recipient's name as it stands in a part.</summary>
    public OctetBuffer Name { get; } = new(256);

    /// <summary>Her address as it stands in a part.</summary>
    public OctetBuffer Email { get; } = new(256);

    /// <summary>The address of their response page as it stands in a part.</summary>
    public OctetBuffer Page { get; } = new(256);

    /// <summary>A line of flowed text, wrapped.</summary>
    public OctetBuffer Wrapped { get; } = new();

    /// <summary>A desk with nothing on it. Whoever sends the letter may print another one meanwhile, and gets a desk of its own.</summary>
    public static PressDesk Take()
    {
        var desk = free ?? new();
        free = null;
        desk.Letter.Cut();
        return desk;
    }

    /// <summary>Leaves the desk to the next letter of this thread.</summary>
    public void Leave() => free = this;
}
