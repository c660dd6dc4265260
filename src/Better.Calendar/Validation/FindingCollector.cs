using System.Runtime.CompilerServices;

namespace Better.Calendar.Validation;

/// <summary>Collects the findings of the rules.</summary>
internal sealed class FindingCollector(ValidationOptions options)
{
    private const int MaxFindingsPerRule = 20;

    private readonly List<Finding> findings = [];
    private readonly List<ClientBehavior> behaviors = [];
    private readonly List<RuleSuppression> suppressed = [];
    private readonly Dictionary<string, int> countsByRule = new(StringComparer.Ordinal);

    /// <summary>The findings so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>What clients do with each finding, in the same order.</summary>
    public IReadOnlyList<ClientBehavior> Behaviors => behaviors;

    /// <summary>The suppressed rules that found something.</summary>
    public IReadOnlyList<RuleSuppression> Suppressed => suppressed;

    /// <summary>How many findings were omitted because their rule already had the maximum number.</summary>
    public int OmittedCount { get; private set; }

    /// <summary>Whether a rule found something, suppressed or not.</summary>
    public bool Contains(ValidationRule rule) => countsByRule.ContainsKey(rule.Id);

    /// <summary>How many findings of a rule there are, suppressed or not.</summary>
    public int Count(ValidationRule rule) => countsByRule.TryGetValue(rule.Id, out var count) ? count : 0;

    /// <summary>Whether another finding of a rule would be omitted.</summary>
    public bool IsFull(ValidationRule rule) => Count(rule) >= MaxFindingsPerRule;

    /// <summary>Adds a finding.</summary>
    /// <param name="rule">The violated rule.</param>
    /// <param name="location">Where the problem is.</param>
    /// <param name="problem">What is wrong, with the value that was found.</param>
    /// <param name="maxSeverity">The highest severity at this location; the rule's own severity applies if it is lower.</param>
    /// <param name="fix">How to fix it; null: the fix of the rule.</param>
    /// <param name="clients">The clients that the problem affects, among those of the rule; null: all of those.</param>
    /// <param name="behavior">What those clients do here, if not what the rule says; null: what the rule says.</param>
    public void Add(
        ValidationRule rule,
        FindingLocation location,
        [InterpolatedStringHandlerArgument("", nameof(rule))] FindingText problem,
        Severity maxSeverity = Severity.Error,
        string? fix = null,
        CalendarClients? clients = null,
        ClientBehavior? behavior = null)
    {
        var count = Count(rule) + 1;
        countsByRule[rule.Id] = count;
        foreach (var suppression in options.Suppressions)
        {
            if (suppression.RuleId == rule.Id)
            {
                if (count == 1)
                {
                    suppressed.Add(suppression);
                }

                return;
            }
        }

        if (count > MaxFindingsPerRule)
        {
            OmittedCount++;
            return;
        }

        findings.Add(new()
        {
            RuleId = rule.Id,
            Severity = maxSeverity < rule.Severity ? maxSeverity : rule.Severity,
            Clients = clients ?? rule.Clients,
            Problem = problem.ToString(),
            Fix = fix ?? rule.Fix,
            Location = location.ToSourceLocation(),
            Reference = rule.Reference,
        });
        behaviors.Add(behavior ?? rule.ClientBehavior);
    }
}
