namespace Better.Calendar.Checks;

/// <summary>A rule that is not to be applied, and why.</summary>
public sealed record SilencedRule
{
    /// <summary>Silences a rule.</summary>
    /// <param name="rule">The rule's id.</param>
    /// <param name="reason">Why it does not matter here; the report repeats it.</param>
    /// <exception cref="ArgumentException">There is no such rule, or no reason is given.</exception>
    public SilencedRule(string rule, string reason)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(reason);
        if (RuleBook.Find(rule) is null)
        {
            throw new ArgumentException($"there is no rule \"{rule}\"", nameof(rule));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException($"{rule} is silenced without a reason", nameof(reason));
        }

        (Rule, Reason) = (rule, reason.Trim());
    }

    /// <summary>The rule's id.</summary>
    public string Rule { get; }

    /// <summary>Why it does not matter.</summary>
    public string Reason { get; }
}
