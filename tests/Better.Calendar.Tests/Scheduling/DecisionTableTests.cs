using Better.Calendar.Scheduling;

namespace Better.Calendar.Tests.Scheduling;

public sealed class DecisionTableTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("src/Better.Calendar/Scheduling/DECISIONS.md"));

    private static readonly DecisionInput[] Inputs =
    [
        .. from notifiedState in Enum.GetValues<NotifiedState>()
           from invitedness in Enum.GetValues<Invitedness>()
           from change in Enum.GetValues<ChangeSignificance>()
           from response in (ParticipationStatus?[])[null, .. Enum.GetValues<ParticipationStatus>()]
           from isPast in new[] { false, true }
           from followsFeed in new[] { false, true }
           select new DecisionInput(notifiedState, invitedness, change, response, isPast, followsFeed),
    ];

    private static readonly RevisionPolicy[] Policies =
    [
        .. from past in new[] { false, true }
           from editorial in new[] { false, true }
           from declinedRecipients in Enum.GetValues<DeclinedRecipientPolicy>()
           select new RevisionPolicy { NotifyOfPastWorkshops = past,
               NotifyOfEditorialChanges = editorial,
               DeclinedRecipients = declinedRecipients },
    ];

    [Test]
    public void The_page_shows_the_rows_of_the_table()
    {
        var rows = DecisionTable.Rows.Select(row => CreateRow(
            row.NotifiedState switch
            {
                null =>
                "",
                NotifiedState.None =>
                "nothing, or a withdrawal",
                NotifiedState.Invited =>
                "an invitation",
                NotifiedState.Asked =>
                "a question about the course",
                _ =>
                "a cancellation"
            },
            row.Invitedness switch
            {
                null =>
                "",
                Invitedness.Invited =>
                "takes place, invited",
                Invitedness.NotInvited =>
                "takes place, not invited",
                _ =>
                "cancelled"
            },
            row.Significance?.ToString().ToLowerInvariant() ?? "",
            string.Join(
                ", ",
                new[]
                {
                    row.Response?.ToString().ToLowerInvariant() ?? "",
                    row.FollowsFeed switch { true => "follows the feed", false => "wants entries", _ => "" },
                }.Where(static part => part.Length > 0)),
            row.IsPast is true ? "past" : "",
            row.Condition switch
            {
                PolicyCondition.UnlessNotifyOfPastWorkshops => "unless `NotifyOfPastWorkshops`",
                PolicyCondition.UnlessNotifyOfEditorialChanges => "unless `NotifyOfEditorialChanges`",
                PolicyCondition.UnlessDeclinedRecipientsGetEverything => "unless `DeclinedRecipientPolicy.Everything`",
                PolicyCondition.IfDeclinedRecipientsGetCancellations => "if `DeclinedRecipientPolicy.Cancellations`",
                _ => "",
            },
            row.EmailKind is { } kind
                ? $"**{kind}**{(row.AsksForResponse ? ", asks for a response" : "")}"
                : row.SkipReason is { } skipReason
                ? $"none: {skipReason}"
                : "none, not listed"));

        AssertPageShows("| last notified of | the workshop | change since | their response | when | policy | email |", rows);
    }

    [Test]
    public void The_page_shows_the_default_significance_of_each_change()
    {
        var online = Samples.Workshop("1");
        var inPerson = online with { Meeting = null, Venue = new() { Name = "Town hall" } };
        (string What, WorkshopField Field, Workshop Before, Workshop After)[] changes =
        [
            ("start, end", WorkshopField.Time, online, online with { Start = online.Start.PlusHours(1) }),
            ("cancelled, takes place after all", WorkshopField.Status, online, online with { Status = WorkshopStatus.Cancelled }),
            ("tentative, confirmed", WorkshopField.Status, online, online with { Status = WorkshopStatus.Tentative }),
            ("no longer in person, or no longer online", WorkshopField.Place, inPerson, online),
            ("another venue, an additional way to take part", WorkshopField.Place, online, online with { Venue = inPerson.Venue }),
            ("join link, meeting number, passcode, dial-in",
                WorkshopField.Meeting,
                online,
                online with { Meeting = online.Meeting! with { Passcode = "spring" } }),
            ("lead expert", WorkshopField.LeadExpert, online, online with { LeadExpert = new() { Name = "Lauri Sock" } }),
            ("title, in any language", WorkshopField.Title, online, online with { Title = "Spring" }),
            ("description, in any language", WorkshopField.Description, online, online with { Description = "About" }),
        ];
        foreach (var (_, field, before, after) in changes)
        {
            Assert.That(
                new WorkshopChange(before, after).GetChangedFields(Samples.Small(), NodaTime.DateTimeZoneProviders.Tzdb),
                Is.EqualTo(new[] { field }));
        }

        AssertPageShows(
            "| change | field | significance |",
            changes.Select(
                change =>
                    CreateRow(
                        change.What,
                        $"{change.Field}",
                        $"{new RevisionPolicy().GetSignificance(change.Field, new(change.Before, change.After))}")));
    }

    [Test]
    public void The_page_shows_what_does_not_fit() =>
        AssertPageShows(
            "| an email of the kind | status | time | their response | does not fit, because |",
            EmailKindTable.Rows.Select(row => CreateRow(
                row.Kind.ToString(),
                row.IsCancelled is true ? "cancelled" : "",
                row.Time?.ToString().ToLowerInvariant() ?? "",
                row.Response?.ToString().ToLowerInvariant() ?? (row.IsSecondEntry is true ? "follows the feed" : ""),
                row.Reason)));

    [Test]
    public void Every_input_has_a_decision_under_every_policy_and_every_row_is_used()
    {
        var used = Policies.SelectMany(policy => Inputs.Select(input => DecisionTable.Decide(input, policy))).Distinct();

        Assert.That(used, Is.EquivalentTo(DecisionTable.Rows));
    }

    [Test]
    public void Nobody_gets_a_cancellation_without_an_invitation_and_nobody_is_invited_twice() =>
        Assert.That(
            from policy in Policies
            from input in Inputs
            let email = DecisionTable.Decide(input, policy).EmailKind
            where email switch
            {
                null => false,
                EmailKind.Invitation or EmailKind.Confirmation =>
                    input.NotifiedState is not (NotifiedState.None or NotifiedState.Asked) || input.Invitedness != Invitedness.Invited,
                EmailKind.Update =>
                    input.NotifiedState == NotifiedState.None
                        || input.Invitedness != Invitedness.Invited
                        || input.Significance == ChangeSignificance.None,
                EmailKind.Cancellation => input.NotifiedState is not (NotifiedState.Invited or NotifiedState.Asked)
                    || input.Invitedness != Invitedness.Cancelled,
                EmailKind.Withdrawal => input.NotifiedState is not (NotifiedState.Invited or NotifiedState.Asked)
                    || input.Invitedness != Invitedness.NotInvited,
                _ => true,
            }
            select (input, email),
            Is.Empty);

    [TestCase(ChangeSignificance.Material, true, DeclinedRecipientPolicy.MaterialChanges, EmailKind.Update, true)]
    [TestCase(ChangeSignificance.Material, true, DeclinedRecipientPolicy.Cancellations, null, false)]
    [TestCase(ChangeSignificance.Material, false, DeclinedRecipientPolicy.Cancellations, EmailKind.Update, true)]
    [TestCase(ChangeSignificance.Notable, false, DeclinedRecipientPolicy.MaterialChanges, EmailKind.Update, false)]
    [TestCase(ChangeSignificance.Notable, true, DeclinedRecipientPolicy.MaterialChanges, null, false)]
    [TestCase(ChangeSignificance.Notable, true, DeclinedRecipientPolicy.Everything, EmailKind.Update, false)]
    [TestCase(ChangeSignificance.Editorial, false, DeclinedRecipientPolicy.Everything, null, false)]
    [TestCase(ChangeSignificance.None, false, DeclinedRecipientPolicy.Everything, null, false)]
    public void A_change_is_sent_to_an_invited_person_as_the_policy_says(
        ChangeSignificance change,
        bool hasDeclined,
        DeclinedRecipientPolicy declinedRecipients,
        EmailKind? email,
        bool asksForResponse)
    {
        var decision =
            DecisionTable.Decide(
                new(NotifiedState.Invited, Invitedness.Invited, change, hasDeclined ? ParticipationStatus.Declined : null, IsPast: false),
                new() { DeclinedRecipients = declinedRecipients });

        Assert.That((decision.EmailKind, decision.AsksForResponse), Is.EqualTo((email, asksForResponse)));
    }

    private static void AssertPageShows(string header, IEnumerable<string> rows)
    {
        var table =
            $"{header}\n|{string.Concat(Enumerable.Repeat(" --- |", header.Count(c => c == '|') - 1))}\n{string.Join("\n", rows)}\n\n";
        Assert.That(Page, Does.Contain(table), table);
    }

    private static string CreateRow(params string[] cells) =>
        $"| {string.Join(" | ", cells)} |".Replace("|  |", "| |", StringComparison.Ordinal)
            .Replace("|  |", "| |", StringComparison.Ordinal);
}
