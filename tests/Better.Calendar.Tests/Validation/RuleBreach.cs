
namespace Better.Calendar.Tests.Validation;

/// <summary>One thing broken in something good.</summary>
/// <param name="Rule">The id of the rule that must tell it, and no other.</param>
/// <param name="Name">What was broken.</param>
/// <param name="Check">Breaks and checks.</param>
internal sealed record RuleBreach(string Rule, string Name, Func<ValidationReport> Check);
