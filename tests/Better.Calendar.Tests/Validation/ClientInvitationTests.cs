namespace Better.Calendar.Tests.Validation;

/// <summary>The gate against false alarms: what clients write themselves is no error for all of them.</summary>
public sealed class ClientInvitationTests
{
    private static IEnumerable<TestCaseData> Invitations =>
        ClientInvitations.All.Select(static invitation => new TestCaseData(invitation.Name).SetArgDisplayNames(invitation.Name));

    [Test]
    public void There_are_enough_shapes_and_each_names_its_source()
    {
        Assert.That(ClientInvitations.All, Has.Count.GreaterThanOrEqualTo(30));
        Assert.That(ClientInvitations.All.Select(static invitation => invitation.Name), Is.Unique);
        Assert.That(ClientInvitations.All.Select(static invitation => invitation.Source), Has.All.Not.Empty);
        foreach (var client in new[] { "Google", "Exchange", "Outlook", "Apple", "Thunderbird" })
        {
            Assert.That(
                ClientInvitations.All.Count(invitation => invitation.Name.StartsWith(client, StringComparison.Ordinal)),
                Is.GreaterThan(5),
                client);
        }
    }

    [TestCaseSource(nameof(Invitations))]
    public void What_a_client_writes_is_no_error_for_all(string name)
    {
        var report = InvitationValidator.ValidateEmail(Find(name).Bytes);

        Assert.That(
            report.Findings.Where(static finding => finding.Severity == Severity.Error && finding.Clients == CalendarClients.All),
            Is.Empty);
        Assert.That(report.Verdicts.Select(static verdict => verdict.Behavior), Has.All.Not.EqualTo(ClientBehavior.NotShown));
    }

    [TestCaseSource(nameof(Invitations))]
    public void An_error_in_what_a_client_writes_is_about_another_client_and_names_its_source(string name)
    {
        var errors = InvitationValidator.ValidateEmail(Find(name).Bytes).Findings.Where(
            static finding => finding.Severity == Severity.Error);

        // Each of these is documented by the other client: MULTI-13 Outlook's templates, TZ-02 Outlook's and Proton's floating times.
        Assert.That(errors.Select(static finding => finding.RuleId).Distinct(), Is.SubsetOf(new[] { "MULTI-13" }));
    }

    private static ClientInvitation Find(string name) => ClientInvitations.All.First(invitation => invitation.Name == name);
}
