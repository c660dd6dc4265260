namespace Better.Calendar.Delivery;

/// <summary>A store that cannot be read or written; the message says why, and what to do.</summary>
public sealed class OutboxStoreException : Exception
{
    /// <summary>An error of a store.</summary>
    /// <param name="message">What is wrong and what to do; shown to people, so no password may be in it.</param>
    /// <param name="isTransient">Whether it may go away without anybody's help.</param>
    /// <param name="inner">The error of the driver; null: there is none.</param>
    public OutboxStoreException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>Whether it may fix itself: the store is locked, its disk is full, its server is away.</summary>
    public bool IsTransient { get; }
}
