namespace Better.Calendar.Invitations;

/// <summary>A letter's octets on a page with others, until the pages are used again.</summary>
internal sealed class PrintedLetter(PressEdition edition, OctetBuffer page, int start, int length)
{
    /// <summary>Writes them, if they are still there.</summary>
    public bool TryWriteTo(Stream stream)
    {
        if (!edition.TryEnter())
        {
            return false;
        }

        try
        {
            stream.Write(page.Octets, start, length);
            return true;
        }
        finally
        {
            edition.Leave();
        }
    }

    /// <summary>A copy; null when they are no longer there.</summary>
    public byte[]? TryCopy()
    {
        if (!edition.TryEnter())
        {
            return null;
        }

        var copy = page.Octets.AsSpan(start, length).ToArray();
        edition.Leave();
        return copy;
    }
}
