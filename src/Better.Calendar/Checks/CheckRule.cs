namespace Better.Calendar.Checks;

/// <summary>A rule that files and letters are held to.</summary>
public sealed record CheckRule
{
    internal CheckRule(string id, Severity severity, Clients clients, Outcome outcome) =>
        (Id, Severity, Clients, Outcome) = (id, severity, clients, outcome);

    /// <summary>Its id, which never changes: <c>MIME-01</c>.</summary>
    public string Id { get; }

    /// <summary>How much a breach matters; a single finding may matter less.</summary>
    public Severity Severity { get; }

    /// <summary>The clients that trip over a breach.</summary>
    public Clients Clients { get; }

    /// <summary>What those clients make of a letter that breaks it.</summary>
    public Outcome Outcome { get; }

    /// <summary>What it asks for, in one sentence.</summary>
    public required string Demand { get; init => field = ArgumentGuard.NotNull(value, nameof(Demand)); }

    /// <summary>What happens otherwise.</summary>
    public required string Why { get; init => field = ArgumentGuard.NotNull(value, nameof(Why)); }

    /// <summary>How a breach is mended, in one sentence.</summary>
    public required string Mend { get; init => field = ArgumentGuard.NotNull(value, nameof(Mend)); }

    /// <summary>Who says so.</summary>
    public required string Source { get; init => field = ArgumentGuard.NotNull(value, nameof(Source)); }
}
