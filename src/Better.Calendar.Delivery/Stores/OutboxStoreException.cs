namespace Better.Calendar.Delivery;

/// <summary>An outbox store cannot be read or written; the message says why and what to do.</summary>
public sealed class OutboxStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do; shown to people and logged, so it must not contain a password or an email
    /// address.</param>
    /// <param name="isTransient">Whether the same call may succeed later without a change.</param>
    /// <param name="inner">The exception of the database driver; null: none.</param>
    public OutboxStoreException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>
    /// Whether the same call may succeed later without a change: the store is locked, its disk is full, or its server cannot be reached.
    /// </summary>
    public bool IsTransient { get; }
}
