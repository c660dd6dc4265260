namespace Better.Calendar.Delivery;

/// <summary>A ledger that cannot be read or written; the message says why, and what to do.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>An error of a store.</summary>
    /// <param name="message">What is wrong and what to do; shown to people, so no password may be in it.</param>
    /// <param name="isPassing">Whether it may go away without anybody's help.</param>
    /// <param name="inner">The error of the driver; null: there is none.</param>
    public LedgerException(string message, bool isPassing, Exception? inner = null)
        : base(message, inner) => IsPassing = isPassing;

    /// <summary>Whether it may mend itself: the ledger is locked, its disk is full, its server is away.</summary>
    public bool IsPassing { get; }
}
