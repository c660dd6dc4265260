namespace Better.Calendar.Workshops;

/// <summary>A series, a document or a participants' list that nothing can be written from; it names all faults at once.</summary>
public sealed class InvalidSeriesException : Exception
{
    internal InvalidSeriesException(IEnumerable<Fault> faults)
        : this(faults.ToValueList())
    {
    }

    private InvalidSeriesException(ValueList<Fault> faults)
        : base(string.Join("\n", faults)) => Faults = faults;

    /// <summary>What is wrong, in the order of the document.</summary>
    public ValueList<Fault> Faults { get; }
}
