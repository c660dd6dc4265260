namespace Better.Calendar.Validation;

/// <summary>Collects what the rules find.</summary>
internal sealed class FindingCollector(ValidationOptions options)
{
    private const int MaxFindingsPerRule = 20;

    private readonly List<Finding> findings = [];
    private readonly List<RuleSuppression> suppressed = [];
    private readonly Dictionary<string, int> countsByRule = new(StringComparer.Ordinal);

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The silenced rules that found something.</summary>
    public IReadOnlyList<RuleSuppression> Suppressed => suppressed;

    /// <summary>How many were left out.</summary>
    public int OmittedCount { get; private set; }

    /// <summary>Whether a rule found something, silenced or not.</summary>
    public bool Contains(ValidationRule rule) => countsByRule.ContainsKey(rule.Id);

    /// <summary>How many findings of a rule there are, silenced or not.</summary>
    public int Count(ValidationRule rule) => countsByRule.TryGetValue(rule.Id, out var count) ? count : 0;

    /// <summary>Notes a finding.</summary>
    /// <param name="rule">The rule that is broken.</param>
    /// <param name="location">Where.</param>
    /// <param name="problem">What is wrong there, with the value found.</param>
    /// <param name="maxSeverity">How much it matters there, where that is less than the rule says.</param>
    /// <param name="fix">How to fix it, where more can be said than the rule does.</param>
    public void Add(ValidationRule rule, SourceLocation location, string problem, Severity maxSeverity = Severity.Error, string? fix = null)
    {
        countsByRule[rule.Id] = Count(rule) + 1;
        foreach (var silence in options.Suppressions)
        {
            if (silence.RuleId == rule.Id)
            {
                if (countsByRule[rule.Id] == 1)
                {
                    suppressed.Add(silence);
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
