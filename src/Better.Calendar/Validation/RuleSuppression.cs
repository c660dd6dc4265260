namespace Better.Calendar;

/// <summary>A rule that the validator does not report, and the reason.</summary>
public sealed record RuleSuppression
{
    /// <summary>Suppresses a rule.</summary>
    /// <param name="ruleId">The rule's id, such as <c>REV-03</c>. <see cref="InvitationValidator"/> checks that the rule exists.</param>
    /// <param name="reason">Why the rule does not matter here. The report repeats it.</param>
    /// <exception cref="ArgumentNullException">The id or the reason is null.</exception>
    /// <exception cref="ArgumentException">The id or the reason is blank.</exception>
    public RuleSuppression(string ruleId, string reason)
    {
        ArgumentNullException.ThrowIfNull(ruleId);
        ArgumentNullException.ThrowIfNull(reason);
        if (string.IsNullOrWhiteSpace(ruleId))
        {
            throw new ArgumentException("The rule id is blank; pass the id of a rule, such as REV-03.", nameof(ruleId));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new ArgumentException(
                $"The reason for suppressing the rule {ruleId} is blank; say why the rule does not matter here.",
                nameof(reason));
        }

        (RuleId, Reason) = (ruleId.Trim(), reason.Trim());
    }

    /// <summary>The id of the suppressed rule.</summary>
    public string RuleId { get; }

    /// <summary>Why the rule does not matter here.</summary>
    public string Reason { get; }
}
