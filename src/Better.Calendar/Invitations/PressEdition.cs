namespace Better.Calendar.Invitations;

/// <summary>How long the letters on a sheaf's pages can be read: until the pages are wanted for others.</summary>
/// <threadsafety>Letters may be read by many threads while the press goes on.</threadsafety>
internal sealed class PressEdition
{
    private int readers;
    private int isOver;

    /// <summary>Begins to read, if it is not over.</summary>
    public bool TryEnter()
    {
        // Both here and in End the own word is said before the other's is read, so at least one of them hears the other.
        Interlocked.Increment(ref readers);
        if (Volatile.Read(ref isOver) == 0)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Ends reading.</summary>
    public void Leave() => Interlocked.Decrement(ref readers);

    /// <summary>Lets nobody begin any more.</summary>
    /// <returns>Whether nobody is reading just now.</returns>
    public bool End()
    {
        Interlocked.Exchange(ref isOver, 1);
        return Volatile.Read(ref readers) == 0;
    }
}
