namespace Better.Calendar.Delivery.Sinks;

/// <summary>A sink that takes no letters at all; the message says why, and never holds a password.</summary>
public sealed class SinkException : Exception
{
    internal SinkException(string message, bool isPassing, Exception? inner = null)
        : base(message, inner) => IsPassing = isPassing;

    /// <summary>Whether it may mend itself: the server is away or overloaded. Otherwise a person must look: password, certificate, sender.</summary>
    public bool IsPassing { get; }
}
