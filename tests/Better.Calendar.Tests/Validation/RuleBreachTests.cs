using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Tests.Validation;

/// <summary>Each rule by a good example, and by bad ones that differ from it in just that point.</summary>
public sealed class RuleBreachTests
{
    private static IEnumerable<TestCaseData> Breaches =>
        RuleBreaches.All.GroupBy(breach => breach.Rule).SelectMany(rule => rule.Select((breach, i) => new TestCaseData(breach.Rule, i).SetArgDisplayNames(breach.Rule, i.ToString(), breach.Name.Length > 50 ? breach.Name[..50] : breach.Name)));

    [TestCaseSource(nameof(Breaches))]
    public void Breaking_one_thing_yields_just_that_finding(string rule, int number)
    {
        var report = RuleBreaches.All.Where(breach => breach.Rule == rule).ElementAt(number).Check();

        Assert.That(report.Findings.Select(finding => finding.RuleId).Distinct(), Is.EqualTo(new[] { rule }), string.Join("\n", report.Findings));
        Assert.That(report.Findings.Select(finding => finding.Problem), Has.All.EndsWith("."));
    }

    [Test]
    public void Every_rule_is_broken_at_least_once() =>
        Assert.That(RuleBreaches.All.Select(breach => breach.Rule).Distinct(), Is.EquivalentTo(InvitationValidator.Rules.Select(rule => rule.Id)));

    [Test]
    public void What_is_not_broken_has_no_finding()
    {
        Assert.That(InvitationValidator.ValidateEmail(RuleBreaches.Invitation.Bytes()).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateEmail(RuleBreaches.Cancellation.Bytes()).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateCalendar(RuleBreaches.Invitation.Calendar).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateCalendar(LineFolder.Fold(RuleBreaches.Feed)).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateEmail(RuleBreaches.Bytes(RuleBreaches.Reply)).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateRevision(RuleBreaches.Invitation.Calendar, RuleBreaches.Update().Calendar).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateRevision(RuleBreaches.Invitation.Calendar, RuleBreaches.Called().Calendar).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateRevision(RuleBreaches.Invitation.Calendar, RuleBreaches.Bytes(RuleBreaches.Reply)).Findings, Is.Empty);
        Assert.That(InvitationValidator.ValidateRevision(LineFolder.Fold(RuleBreaches.Feed), LineFolder.Fold(RuleBreaches.Feed)).Findings, Is.Empty);
    }
}
