namespace Better.Calendar.Checks;

/// <summary>One thing in a file or a letter that a client would trip over. Equal by its contents.</summary>
public sealed record Finding
{
    /// <summary>The rule's id, for life: <c>CAL-04</c>.</summary>
    public required string Rule { get; init => field = ArgumentGuard.NotNull(value, nameof(Rule)); }

    /// <summary>How much it matters here; at most what the rule says.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The clients that trip over it.</summary>
    public required Clients Clients { get; init; }

    /// <summary>What is wrong here, in one sentence, with the value that was found.</summary>
    public required string Problem { get; init => field = ArgumentGuard.NotNull(value, nameof(Problem)); }

    /// <summary>How to mend it, in one sentence.</summary>
    public required string Mend { get; init => field = ArgumentGuard.NotNull(value, nameof(Mend)); }

    /// <summary>Where.</summary>
    public required Place Place { get; init => field = ArgumentGuard.NotNull(value, nameof(Place)); }

    /// <summary>Who says so: a section of an RFC, a vendor's document, or what was seen in the field.</summary>
    public required string Source { get; init => field = ArgumentGuard.NotNull(value, nameof(Source)); }

    /// <summary>All that matters on one line.</summary>
    public override string ToString() => $"{Rule} {Severity.ToString().ToLowerInvariant()}, {Place}: {Problem}";
}
