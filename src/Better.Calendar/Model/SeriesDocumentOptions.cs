using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>How <see cref="SeriesDocument"/> writes a document.</summary>
public sealed record SeriesDocumentOptions
{
    internal static SeriesDocumentOptions WithoutState { get; } = new() { IncludeState = false };

    /// <summary>
    /// Whether the document has what the library remembers between revisions: whom emails went to, and which times they stated. Set it to
    /// false for a document that leaves the host, such as one for an editor in a browser: <see cref="SeriesRevision.Between"/> takes the
    /// state from the stored series. Default: true.
    /// </summary>
    public bool IncludeState { get; init; } = true;

    /// <summary>
    /// The address of the JSON schema, by which editors complete and check the document (<c>$schema</c>): absolute, or relative to the
    /// document. Null: the document names none. <see cref="SeriesDocument.Schema"/> is the schema itself.
    /// </summary>
    /// <exception cref="ArgumentException">The value is empty or longer than 2,000 characters.</exception>
    public string? Schema { get; init => field = value is null ? null : Guard.Validate(SchemaProblem, value, nameof(Schema)); }

    private static string? SchemaProblem(string value) => Guard.LengthProblem(value, InputLimits.Url) ?? Guard.NameProblem(value);
}
