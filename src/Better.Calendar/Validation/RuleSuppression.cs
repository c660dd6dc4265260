namespace Better.Calendar;

/// <summary>A rule that is not to be applied, and why.</summary>
public sealed record RuleSuppression
{
    /// <summary>Silences a rule.</summary>
    /// <param name="ruleId">The rule's id; whether there is such a rule, the checker says when it is given the options.</param>
    /// <param name="reason">Why it does not matter here; the report repeats it.</param>
    /// <exception cref="ArgumentException">No rule or no reason is given.</exception>
    public RuleSuppression(string ruleId, string reason)
    {
        ArgumentNullException.ThrowIfNull(ruleId);
        ArgumentNullException.ThrowIfNull(reason);
        if (string.IsNullOrWhiteSpace(ruleId))
        {
            throw new ArgumentException("a rule is silenced by its id, such as REV-03; none is given", nameof(ruleId));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException($"{ruleId} is silenced without a reason", nameof(reason));
        }

        (RuleId, Reason) = (ruleId.Trim(), reason.Trim());
    }

    /// <summary>The rule's id.</summary>
    public string RuleId { get; }

    /// <summary>Why it does not matter.</summary>
    public string Reason { get; }
}
