namespace Better.Calendar.AspNetCore;

/// <summary>A series store cannot be read or written, or others changed a document too often; the message says what to do.</summary>
public sealed class SeriesStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do; it is logged, so it must not contain an email address.</param>
    /// <param name="isTransient">Whether the same call may succeed later without a change.</param>
    /// <param name="inner">The exception of the database driver; null: none.</param>
    public SeriesStoreException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>Whether the same call may succeed later without a change: the store is locked or cannot be reached.</summary>
    public bool IsTransient { get; }
}
