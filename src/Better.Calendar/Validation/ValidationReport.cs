namespace Better.Calendar;

/// <summary>The result of checking one file or email. Two reports with equal properties are equal.</summary>
public sealed record ValidationReport
{
    /// <summary>What the calendar is for: the profile of the options, or the one determined from METHOD.</summary>
    public required ValidationProfile Profile { get; init; }

    /// <summary>The METHOD of the calendar, in capitals; null if there is none.</summary>
    public required string? Method { get; init; }

    /// <summary>What is wrong, in the order in which the rules are applied; at most twenty findings for each rule.</summary>
    public required ValueList<Finding> Findings { get; init => field = ArgumentGuard.NotNull(value, nameof(Findings)); }

    /// <summary>How many findings were omitted because their rule already had twenty.</summary>
    public required int OmittedCount { get; init; }

    /// <summary>The suppressed rules that would have found something, with their reasons.</summary>
    public required ValueList<RuleSuppression> Suppressed { get; init => field = ArgumentGuard.NotNull(value, nameof(Suppressed)); }

    /// <summary>What each of the major clients will show.</summary>
    public required ValueList<ClientVerdict> Verdicts { get; init => field = ArgumentGuard.NotNull(value, nameof(Verdicts)); }

    /// <summary>What Outlook and Exchange store of the events; at most a hundred of them, with moved occurrences in their event.</summary>
    public required ValueList<ClientView> Views { get; init => field = ArgumentGuard.NotNull(value, nameof(Views)); }

    /// <summary>The highest severity of all findings; null if there are none.</summary>
    public Severity? HighestSeverity => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);
}
