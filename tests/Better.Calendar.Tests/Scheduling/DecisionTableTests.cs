using Better.Calendar.Scheduling;

namespace Better.Calendar.Tests.Scheduling;

public sealed class DecisionTableTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("src/Better.Calendar/Scheduling/DECISIONS.md"));

    private static readonly DecisionInput[] Situations =
    [
        .. from heard in Enum.GetValues<NotifiedState>()
           from turn in Enum.GetValues<Invitedness>()
           from change in Enum.GetValues<ChangeSignificance>()
           from declined in new[] { false, true }
           from over in new[] { false, true }
           select new DecisionInput(heard, turn, change, declined, over),
    ];

    private static readonly RevisionPolicy[] Policies =
    [
        .. from past in new[] { false, true }
           from editorial in new[] { false, true }
           from declined in Enum.GetValues<DeclinedRecipientPolicy>()
           select new RevisionPolicy { NotifyOfPastWorkshops = past, NotifyOfEditorialChanges = editorial, DeclinedRecipients = declined },
    ];

    [Test]
    public void The_page_shows_the_rows()
    {
        var rows = DecisionTable.Rows.Select(row => Cells(
            row.NotifiedState switch { null => "", NotifiedState.None => "nothing, or a withdrawal", NotifiedState.Invited => "an invitation", _ => "that it is off" },
            row.Invitedness switch { null => "", Invitedness.Invited => "takes place, hers", Invitedness.NotInvited => "takes place, not hers", _ => "off" },
            row.Significance?.ToString().ToLowerInvariant() ?? "",
            row.HasDeclined is true ? "declined" : "",
            row.IsPast is true ? "over" : "",
            row.Condition switch
            {
                PolicyCondition.UnlessNotifyOfPastWorkshops => "unless `TellPast`",
                PolicyCondition.UnlessNotifyOfEditorialChanges => "unless `TellEditorial`",
                PolicyCondition.UnlessDeclinedRecipientsGetEverything => "unless `DeclinedRecipientPolicy.Everything`",
                PolicyCondition.IfDeclinedRecipientsGetCancellations => "if `DeclinedRecipientPolicy.Cancellations`",
                _ => "",
            },
            row.EmailKind is { } kind ? $"**{kind}**{(row.AsksForResponse ? ", asks" : "")}" : row.SkipReason is { } silence ? $"none: {silence}" : "none, not mentioned"));

        Shows("| she has heard | the workshop | change since | her answer | when | policy | email |", rows);
    }

    [Test]
    public void The_page_shows_the_classes_by_default()
    {
        var online = Samples.Workshop("1");
        var inPerson = online with { Meeting = null, Venue = new() { Name = "Town hall" } };
        (string What, WorkshopField Field, Workshop Before, Workshop After)[] changes =
        [
            ("start, end", WorkshopField.Time, online, online with { Start = online.Start.PlusHours(1) }),
            ("cancelled, takes place after all", WorkshopField.Status, online, online with { Status = WorkshopStatus.Cancelled }),
            ("tentative, confirmed", WorkshopField.Status, online, online with { Status = WorkshopStatus.Tentative }),
            ("in person no more, or online no more", WorkshopField.Place, inPerson, online),
            ("another venue, one more way to take part", WorkshopField.Place, online, online with { Venue = inPerson.Venue }),
            ("join link, meeting number, passcode, dial-in", WorkshopField.Meeting, online, online with { Meeting = online.Meeting! with { Passcode = "spring" } }),
            ("lead expert", WorkshopField.LeadExpert, online, online with { LeadExpert = new() { Name = "Lauri Sock" } }),
            ("title, in any language", WorkshopField.Title, online, online with { Title = "Spring" }),
            ("description, in any language", WorkshopField.Description, online, online with { Description = "About" }),
        ];
        foreach (var (_, field, before, after) in changes)
        {
            Assert.That(new WorkshopChange(before, after).GetChangedFields(Samples.Small(), NodaTime.DateTimeZoneProviders.Tzdb), Is.EqualTo(new[] { field }));
        }

        Shows("| change | field | class |", changes.Select(change => Cells(change.What, $"{change.Field}", $"{new RevisionPolicy().GetSignificance(change.Field, new(change.Before, change.After))}")));
    }

    [Test]
    public void Every_situation_has_a_decision_by_every_policy_and_every_row_is_used()
    {
        var used = Policies.SelectMany(policy => Situations.Select(situation => DecisionTable.Decide(situation, policy))).Distinct();

        Assert.That(used, Is.EquivalentTo(DecisionTable.Rows));
    }

    [Test]
    public void Nobody_gets_a_cancellation_of_what_she_was_not_invited_to_and_nobody_is_invited_twice() =>
        Assert.That(
            from policy in Policies
            from situation in Situations
            let email = DecisionTable.Decide(situation, policy).EmailKind
            where email switch
            {
                null => false,
                EmailKind.Invitation => situation.NotifiedState != NotifiedState.None || situation.Invitedness != Invitedness.Invited,
                EmailKind.Update => situation.NotifiedState == NotifiedState.None || situation.Invitedness != Invitedness.Invited || situation.Significance == ChangeSignificance.None,
                EmailKind.Cancellation => situation.NotifiedState != NotifiedState.Invited || situation.Invitedness != Invitedness.Cancelled,
                EmailKind.Withdrawal => situation.NotifiedState != NotifiedState.Invited || situation.Invitedness != Invitedness.NotInvited,
                _ => true,
            }
            select (situation, email),
            Is.Empty);

    [TestCase(ChangeSignificance.Material, true, DeclinedRecipientPolicy.MaterialChanges, EmailKind.Update, true)]
    [TestCase(ChangeSignificance.Material, true, DeclinedRecipientPolicy.Cancellations, null, false)]
    [TestCase(ChangeSignificance.Material, false, DeclinedRecipientPolicy.Cancellations, EmailKind.Update, true)]
    [TestCase(ChangeSignificance.Notable, false, DeclinedRecipientPolicy.MaterialChanges, EmailKind.Update, false)]
    [TestCase(ChangeSignificance.Notable, true, DeclinedRecipientPolicy.MaterialChanges, null, false)]
    [TestCase(ChangeSignificance.Notable, true, DeclinedRecipientPolicy.Everything, EmailKind.Update, false)]
    [TestCase(ChangeSignificance.Editorial, false, DeclinedRecipientPolicy.Everything, null, false)]
    [TestCase(ChangeSignificance.None, false, DeclinedRecipientPolicy.Everything, null, false)]
    public void A_change_to_somebody_invited(ChangeSignificance change, bool declined, DeclinedRecipientPolicy get, EmailKind? email, bool asks)
    {
        var decision = DecisionTable.Decide(new(NotifiedState.Invited, Invitedness.Invited, change, declined, IsPast: false), new() { DeclinedRecipients = get });

        Assert.That((decision.EmailKind, decision.AsksForResponse), Is.EqualTo((email, asks)));
    }

    private static void Shows(string header, IEnumerable<string> rows)
    {
        var table = $"{header}\n|{string.Concat(Enumerable.Repeat(" --- |", header.Count(c => c == '|') - 1))}\n{string.Join("\n", rows)}\n\n";
        Assert.That(Page, Does.Contain(table), table);
    }

    private static string Cells(params string[] cells) => $"| {string.Join(" | ", cells)} |".Replace("|  |", "| |", StringComparison.Ordinal).Replace("|  |", "| |", StringComparison.Ordinal);
}
