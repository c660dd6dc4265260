namespace Better.Calendar.Workshops;

/// <summary>One thing that is wrong with a series, a document or a list, and where.</summary>
/// <param name="Place">The path in the document (<c>workshops[1].start</c>) or the row and column of a list (<c>row 5, email</c>).</param>
/// <param name="Problem">What is wrong, and what to do, in a sentence.</param>
public sealed record Fault(string Place, string Problem)
{
    /// <summary>The path in the document (<c>workshops[1].start</c>) or the row and column of a list (<c>row 5, email</c>).</summary>
    public string Place { get; init => field = ArgumentGuard.NotNull(value, nameof(Place)); } = ArgumentGuard.NotNull(Place, nameof(Place));

    /// <summary>What is wrong, and what to do, in a sentence.</summary>
    public string Problem { get; init => field = ArgumentGuard.NotNull(value, nameof(Problem)); } = ArgumentGuard.NotNull(Problem, nameof(Problem));

    /// <summary>Place and problem on one line.</summary>
    public override string ToString() => $"{Place}: {Problem}";
}
