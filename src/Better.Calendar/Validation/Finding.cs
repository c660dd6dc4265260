namespace Better.Calendar;

/// <summary>One violation of a rule in a file or email. Two findings with equal properties are equal.</summary>
public sealed record Finding
{
    /// <summary>The id of the violated rule, such as <c>CAL-04</c>. Ids never change.</summary>
    public required string RuleId { get; init => field = ArgumentGuard.NotNull(value, nameof(RuleId)); }

    /// <summary>How much it matters here; never more than <see cref="ValidationRule.Severity"/> of the rule.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The clients that the problem affects.</summary>
    public required CalendarClients Clients { get; init; }

    /// <summary>What is wrong, as an English sentence with the value that was found.</summary>
    public required string Problem { get; init => field = ArgumentGuard.NotNull(value, nameof(Problem)); }

    /// <summary>How to fix it, as an English sentence.</summary>
    public required string Fix { get; init => field = ArgumentGuard.NotNull(value, nameof(Fix)); }

    /// <summary>Where the problem is.</summary>
    public required SourceLocation Location { get; init => field = ArgumentGuard.NotNull(value, nameof(Location)); }

    /// <summary>
    /// The source of the rule: a section of an RFC, a vendor's document, or the client in which the problem was observed.
    /// </summary>
    public required string Reference { get; init => field = ArgumentGuard.NotNull(value, nameof(Reference)); }

    /// <summary>The rule, severity, location and problem on one line.</summary>
    public override string ToString() => $"{RuleId} {Severity.ToString().ToLowerInvariant()}, {Location}: {Problem}";
}
