namespace Better.Calendar;

/// <summary>All that was found in one file or email. Equal by its contents.</summary>
public sealed record ValidationReport
{
    /// <summary>What the calendar was taken to be for.</summary>
    public required ValidationProfile Profile { get; init; }

    /// <summary>The METHOD that was found, in capitals; null when there is none.</summary>
    public required string? Method { get; init; }

    /// <summary>What is wrong, in the order of the places; at most twenty of each rule.</summary>
    public required ValueList<Finding> Findings { get; init => field = ArgumentGuard.NotNull(value, nameof(Findings)); }

    /// <summary>How many findings were left out because their rule had twenty already.</summary>
    public required int OmittedCount { get; init; }

    /// <summary>The silenced rules that would have found something, with the reasons given.</summary>
    public required ValueList<RuleSuppression> Suppressed { get; init => field = ArgumentGuard.NotNull(value, nameof(Suppressed)); }

    /// <summary>What each of the large clients will show.</summary>
    public required ValueList<ClientVerdict> Verdicts { get; init => field = ArgumentGuard.NotNull(value, nameof(Verdicts)); }

    /// <summary>The gravest finding; null when there is none.</summary>
    public Severity? HighestSeverity => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);
}
