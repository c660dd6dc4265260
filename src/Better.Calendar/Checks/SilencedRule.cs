namespace Better.Calendar.Checks;

/// <summary>A rule that is not to be applied, and why.</summary>
public sealed record SilencedRule
{
    /// <summary>Silences a rule.</summary>
    /// <param name="rule">The rule's id; whether there is such a rule, the checker says when it is given the options.</param>
    /// <param name="reason">Why it does not matter here; the report repeats it.</param>
    /// <exception cref="ArgumentException">No rule or no reason is given.</exception>
    public SilencedRule(string rule, string reason)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(reason);
        if (string.IsNullOrWhiteSpace(rule))
        {
            throw new ArgumentException("a rule is silenced by its id, such as REV-03; none is given", nameof(rule));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException($"{rule} is silenced without a reason", nameof(reason));
        }

        (Rule, Reason) = (rule.Trim(), reason.Trim());
    }

    /// <summary>The rule's id.</summary>
    public string Rule { get; }

    /// <summary>Why it does not matter.</summary>
    public string Reason { get; }
}
