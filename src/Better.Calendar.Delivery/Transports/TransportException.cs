namespace Better.Calendar.Delivery;

/// <summary>A sink that takes no emails at all; the message says why, and never holds a password.</summary>
public sealed class TransportException : Exception
{
    /// <summary>An error of a transport.</summary>
    /// <param name="message">What is wrong and what to do; shown to people, so no password may be in it.</param>
    /// <param name="isTransient">Whether it may go away without anybody's help.</param>
    /// <param name="inner">The underlying error; null: there is none.</param>
    public TransportException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>Whether it may fix itself: the server is away or overloaded. Otherwise a person must look: password, certificate, sender.</summary>
    public bool IsTransient { get; }
}
