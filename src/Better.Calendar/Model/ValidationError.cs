namespace Better.Calendar;

/// <summary>One error in a series, a document or a list, with its location.</summary>
/// <param name="Location">The path in the document (<c>workshops[1].start</c>) or the row and column of a list (<c>row 5,
/// email</c>).</param>
/// <param name="Problem">What is wrong and what to do, in a sentence.</param>
public sealed record ValidationError(string Location, string Problem)
{
    /// <summary>The path in the document (<c>workshops[1].start</c>) or the row and column of a list (<c>row 5, email</c>).</summary>
    public string Location { get; init => field = ArgumentGuard.NotNull(value, nameof(Location)); } =
        ArgumentGuard.NotNull(Location, nameof(Location));

    /// <summary>What is wrong and what to do, in a sentence.</summary>
    public string Problem { get; init => field = ArgumentGuard.NotNull(value, nameof(Problem)); } =
        ArgumentGuard.NotNull(Problem, nameof(Problem));

    /// <summary>Returns location and problem on one line.</summary>
    public override string ToString() => $"{Location}: {Problem}";
}
