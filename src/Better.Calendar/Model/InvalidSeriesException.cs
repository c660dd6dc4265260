namespace Better.Calendar;

/// <summary>A series, a document or a participant list is not valid; the exception lists all errors at once.</summary>
public sealed class InvalidSeriesException : Exception
{
    internal InvalidSeriesException(IEnumerable<ValidationError> errors)
        : this(errors.ToValueList())
    {
    }

    private InvalidSeriesException(ValueList<ValidationError> errors)
        : base(string.Join("\n", errors)) => Errors = errors;

    /// <summary>All errors, in the order of the document.</summary>
    public ValueList<ValidationError> Errors { get; }

    /// <summary>
    /// The problems by location, as a web API reports them: <c>Results.ValidationProblem(exception.ToDictionary())</c>. A location can have
    /// several problems.
    /// </summary>
    public IDictionary<string, string[]> ToDictionary() =>
        Errors.GroupBy(static error => error.Location, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Select(static error => error.Problem).ToArray());
}
