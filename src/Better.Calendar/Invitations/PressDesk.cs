namespace Better.Calendar.Invitations;

/// <summary>Where a letter is put together; a thread has one and uses it again and again, so that printing takes no memory.</summary>
internal sealed class PressDesk
{
    [ThreadStatic]
    private static PressDesk? free;

    private readonly OctetBuffer own = new(32 * 1024);

    private PressDesk() => Letter = own;

    /// <summary>Where the letter is printed, behind what is there.</summary>
    public OctetBuffer Letter { get; private set; }

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
    /// <param name="letters">The letters behind which the next is printed; null: it is alone, and lies on the desk until that is left.</param>
    public static PressDesk Take(OctetBuffer? letters = null)
    {
        var desk = free ?? new();
        free = null;
        desk.own.Cut();
        desk.Letter = letters ?? desk.own;
        return desk;
    }

    /// <summary>Leaves the desk to the next letter of this thread.</summary>
    public void Leave() => free = this;
}
