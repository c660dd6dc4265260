using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Tests.Validation;

/// <summary>Tests each rule with a valid input, and with invalid ones that differ from it in only one point.</summary>
public sealed class RuleViolationTests
{
    private static IEnumerable<TestCaseData> Violations =>
        RuleViolations.All.GroupBy(violation => violation.Rule)
            .SelectMany(
                rule => rule.Select(
                    (violation, i) =>
                        new TestCaseData(violation.Rule, i).SetArgDisplayNames(violation.Rule, i.ToString(), violation.Name.Length > 50
                            ? violation.Name[..50]
                            : violation.Name)));

    [TestCaseSource(nameof(Violations))]
    public void A_violation_of_one_rule_gives_findings_of_only_that_rule(string rule, int number)
    {
        var report = RuleViolations.All.Where(violation => violation.Rule == rule).ElementAt(number).Check();

        Assert.That(report.Findings.Select(finding => finding.RuleId)
            .Distinct(), Is.EqualTo(new[] { rule }), string.Join("\n", report.Findings));
        Assert.That(report.Findings.Select(finding => finding.Problem), Has.All.EndsWith("."));
    }

    [Test]
    public void Every_rule_has_a_violation() =>
        Assert.That(RuleViolations.All.Select(violation => violation.Rule)
            .Distinct(), Is.EquivalentTo(InvitationValidator.Rules.Select(rule => rule.Id)));

    [Test]
    public void Valid_input_has_no_findings()
    {
        Assert.That(InvitationValidator.ValidateEmail(RuleViolations.Invitation.Bytes()).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateEmail(RuleViolations.Cancellation.Bytes()).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateCalendar(RuleViolations.Invitation.Calendar).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateCalendar(LineFolder.Fold(RuleViolations.Feed)).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateEmail(RuleViolations.Bytes(RuleViolations.Reply)).Findings, Is.Empty);
        Assert.That(
            InvitationValidator.ValidateRevision(RuleViolations.Invitation.Calendar, RuleViolations.Update().Calendar).Findings,
            Is.Empty);
        Assert.That(
            InvitationValidator.ValidateRevision(
                RuleViolations.Invitation.Calendar,
                RuleViolations.CancelledInvitation().Calendar).Findings,
            Is.Empty);
        Assert.That(
            InvitationValidator.ValidateRevision(RuleViolations.Invitation.Calendar, RuleViolations.Bytes(RuleViolations.Reply)).Findings,
            Is.Empty);
        Assert.That(
            InvitationValidator.ValidateRevision(LineFolder.Fold(RuleViolations.Feed), LineFolder.Fold(RuleViolations.Feed)).Findings,
            Is.Empty);
    }
}
