namespace Better.Calendar;

/// <summary>One thing in a file or an email that a client would trip over. Equal by its contents.</summary>
public sealed record Finding
{
    /// <summary>The rule's id, for life: <c>CAL-04</c>.</summary>
    public required string RuleId { get; init => field = ArgumentGuard.NotNull(value, nameof(RuleId)); }

    /// <summary>How much it matters here; at most what the rule says.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The clients that trip over it.</summary>
    public required CalendarClients Clients { get; init; }

    /// <summary>What is wrong here, in one sentence, with the value that was found.</summary>
    public required string Problem { get; init => field = ArgumentGuard.NotNull(value, nameof(Problem)); }

    /// <summary>How to fix it, in one sentence.</summary>
    public required string Fix { get; init => field = ArgumentGuard.NotNull(value, nameof(Fix)); }

    /// <summary>Where.</summary>
    public required SourceLocation Location { get; init => field = ArgumentGuard.NotNull(value, nameof(Location)); }

    /// <summary>Who says so: a section of an RFC, a vendor's document, or what was seen in the field.</summary>
    public required string Reference { get; init => field = ArgumentGuard.NotNull(value, nameof(Reference)); }

    /// <summary>All that matters on one line.</summary>
    public override string ToString() => $"{RuleId} {Severity.ToString().ToLowerInvariant()}, {Location}: {Problem}";
}
