namespace Better.Calendar.Tests.Validation;

/// <summary>A valid input with one change that violates a rule.</summary>
/// <param name="Rule">The id of the only rule that must report it.</param>
/// <param name="Name">What was changed.</param>
/// <param name="Check">Makes the change and validates the result.</param>
internal sealed record RuleViolation(string Rule, string Name, Func<ValidationReport> Check);
