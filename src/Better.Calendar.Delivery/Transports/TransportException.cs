namespace Better.Calendar.Delivery;

/// <summary>A transport cannot send any email; the message says why and what to do, and never contains a password.</summary>
public sealed class TransportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do; shown to people and logged, so it must not contain a password.</param>
    /// <param name="isTransient">Whether the same call may succeed later without a change.</param>
    /// <param name="inner">The underlying exception; null: none.</param>
    public TransportException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>
    /// Whether the same call may succeed later without a change: the server cannot be reached or is overloaded. Otherwise a person must
    /// correct something, such as the password, the certificate or the sender.
    /// </summary>
    public bool IsTransient { get; }
}
