namespace Better.Calendar;

/// <summary>A series, a document or a participants' list that nothing can be written from; it names all faults at once.</summary>
public sealed class InvalidSeriesException : Exception
{
    internal InvalidSeriesException(IEnumerable<ValidationError> errors)
        : this(errors.ToValueList())
    {
    }

    private InvalidSeriesException(ValueList<ValidationError> errors)
        : base(string.Join("\n", errors)) => Errors = errors;

    /// <summary>What is wrong, in the order of the document.</summary>
    public ValueList<ValidationError> Errors { get; }
}
