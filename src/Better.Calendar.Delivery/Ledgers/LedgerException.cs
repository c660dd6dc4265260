namespace Better.Calendar.Delivery.Ledgers;

/// <summary>A ledger that cannot be read or written; the message says why, and what to do.</summary>
public sealed class LedgerException : Exception
{
    internal LedgerException(string message, bool isPassing, Exception? inner = null)
        : base(message, inner) => IsPassing = isPassing;

    /// <summary>Whether it may mend itself: the ledger is locked, its disk is full, its server is away.</summary>
    public bool IsPassing { get; }
}
