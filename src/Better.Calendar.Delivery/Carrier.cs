using Better.Calendar.Invitations;

namespace Better.Calendar.Delivery;

/// <summary>Carries letters to one place: a mail server, a pickup directory, a Maildir. Used by one thread at a time.</summary>
public abstract class Carrier : IDisposable
{
    /// <summary>Makes ready, where it is not yet: connects and logs in.</summary>
    /// <exception cref="DeliveryException">No letter can be carried before something is mended.</exception>
    /// <exception cref="IOException">The place cannot be reached now.</exception>
    public abstract void Open();

    /// <summary>Carries one letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="mark">Called once before anything of the content goes out; where it throws, nothing does.</param>
    /// <exception cref="DeliveryException">No letter can be carried before something is mended; this one was not.</exception>
    public abstract Carried Carry(Letter letter, Action mark);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what is open.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
