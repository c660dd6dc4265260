namespace Better.Calendar.Validation;

/// <summary>Collects the findings of the rules.</summary>
internal sealed class FindingCollector(ValidationOptions options)
{
    private const int MaxFindingsPerRule = 20;

    private readonly List<Finding> findings = [];
    private readonly List<RuleSuppression> suppressed = [];
    private readonly Dictionary<string, int> countsByRule = new(StringComparer.Ordinal);

    /// <summary>The findings so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The suppressed rules that found something.</summary>
    public IReadOnlyList<RuleSuppression> Suppressed => suppressed;

    /// <summary>How many findings were omitted because their rule already had the maximum number.</summary>
    public int OmittedCount { get; private set; }

    /// <summary>Whether a rule found something, suppressed or not.</summary>
    public bool Contains(ValidationRule rule) => countsByRule.ContainsKey(rule.Id);

    /// <summary>How many findings of a rule there are, suppressed or not.</summary>
    public int Count(ValidationRule rule) => countsByRule.TryGetValue(rule.Id, out var count) ? count : 0;

    /// <summary>Adds a finding.</summary>
    /// <param name="rule">The violated rule.</param>
    /// <param name="location">Where the problem is.</param>
    /// <param name="problem">What is wrong, with the value that was found.</param>
    /// <param name="maxSeverity">The highest severity at this location; the rule's own severity applies if it is lower.</param>
    /// <param name="fix">How to fix it; null: the fix of the rule.</param>
    public void Add(ValidationRule rule, SourceLocation location, string problem, Severity maxSeverity = Severity.Error, string? fix = null)
    {
        countsByRule[rule.Id] = Count(rule) + 1;
        foreach (var suppression in options.Suppressions)
        {
            if (suppression.RuleId == rule.Id)
            {
                if (countsByRule[rule.Id] == 1)
                {
                    suppressed.Add(suppression);
                }

                return;
            }
        }

        if (countsByRule[rule.Id] > MaxFindingsPerRule)
        {
            OmittedCount++;
            return;
        }

        findings.Add(new()
        {
            RuleId = rule.Id,
            Severity = maxSeverity < rule.Severity ? maxSeverity : rule.Severity,
            Clients = rule.Clients,
            Problem = problem,
            Fix = fix ?? rule.Fix,
            Location = location,
            Reference = rule.Reference,
        });
    }
}
