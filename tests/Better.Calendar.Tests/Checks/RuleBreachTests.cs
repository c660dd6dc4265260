using Better.Calendar.Checks;
using Better.Calendar.Ics;

namespace Better.Calendar.Tests.Checks;

/// <summary>Each rule by a good example, and by bad ones that differ from it in just that point.</summary>
public sealed class RuleBreachTests
{
    private static IEnumerable<TestCaseData> Breaches =>
        RuleBreaches.All.GroupBy(breach => breach.Rule).SelectMany(rule => rule.Select((breach, i) => new TestCaseData(breach.Rule, i).SetArgDisplayNames(breach.Rule, i.ToString(), breach.Name.Length > 50 ? breach.Name[..50] : breach.Name)));

    [TestCaseSource(nameof(Breaches))]
    public void Breaking_one_thing_yields_just_that_finding(string rule, int number)
    {
        var report = RuleBreaches.All.Where(breach => breach.Rule == rule).ElementAt(number).Check();

        Assert.That(report.Findings.Select(finding => finding.Rule).Distinct(), Is.EqualTo(new[] { rule }), string.Join("\n", report.Findings));
        Assert.That(report.Findings.Select(finding => finding.Problem), Has.All.EndsWith("."));
    }

    [Test]
    public void Every_rule_is_broken_at_least_once() =>
        Assert.That(RuleBreaches.All.Select(breach => breach.Rule).Distinct(), Is.EquivalentTo(InvitationCheck.Rules.Select(rule => rule.Id)));

    [Test]
    public void What_is_not_broken_has_no_finding()
    {
        Assert.That(InvitationCheck.Mail(RuleBreaches.Invitation.Octets()).Findings, Is.Empty);
        Assert.That(InvitationCheck.Mail(RuleBreaches.Cancellation.Octets()).Findings, Is.Empty);
        Assert.That(InvitationCheck.Ics(RuleBreaches.Invitation.Calendar).Findings, Is.Empty);
        Assert.That(InvitationCheck.Ics(ContentLines.Fold(RuleBreaches.Feed)).Findings, Is.Empty);
        Assert.That(InvitationCheck.Mail(RuleBreaches.Bytes(RuleBreaches.Reply)).Findings, Is.Empty);
        Assert.That(InvitationCheck.Revision(RuleBreaches.Invitation.Calendar, RuleBreaches.Update().Calendar).Findings, Is.Empty);
        Assert.That(InvitationCheck.Revision(RuleBreaches.Invitation.Calendar, RuleBreaches.Called().Calendar).Findings, Is.Empty);
        Assert.That(InvitationCheck.Revision(RuleBreaches.Invitation.Calendar, RuleBreaches.Bytes(RuleBreaches.Reply)).Findings, Is.Empty);
        Assert.That(InvitationCheck.Revision(ContentLines.Fold(RuleBreaches.Feed), ContentLines.Fold(RuleBreaches.Feed)).Findings, Is.Empty);
    }
}
