using Better.Calendar.Revisions;
using Better.Calendar.Workshops;

namespace Better.Calendar.Tests.Revisions;

public sealed class DecisionTableTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("src/Better.Calendar/Revisions/DECISIONS.md"));

    private static readonly Situation[] Situations =
    [
        .. from heard in Enum.GetValues<Heard>()
           from turn in Enum.GetValues<Turn>()
           from change in Enum.GetValues<ChangeClass>()
           from declined in new[] { false, true }
           from over in new[] { false, true }
           select new Situation(heard, turn, change, declined, over),
    ];

    private static readonly RevisionPolicy[] Policies =
    [
        .. from past in new[] { false, true }
           from editorial in new[] { false, true }
           from declined in Enum.GetValues<DeclinedGet>()
           select new RevisionPolicy { TellPast = past, TellEditorial = editorial, DeclinedGet = declined },
    ];

    [Test]
    public void The_page_shows_the_rows()
    {
        var rows = DecisionTable.Rows.Select(row => Cells(
            row.Heard switch { null => "", Heard.Nothing => "nothing, or a withdrawal", Heard.Invitation => "an invitation", _ => "that it is off" },
            row.Turn switch { null => "", Turn.Hers => "takes place, hers", Turn.NotHers => "takes place, not hers", _ => "off" },
            row.Change?.ToString().ToLowerInvariant() ?? "",
            row.HasDeclined is true ? "declined" : "",
            row.IsOver is true ? "over" : "",
            row.Switch switch
            {
                PolicySwitch.UnlessTellPast => "unless `TellPast`",
                PolicySwitch.UnlessTellEditorial => "unless `TellEditorial`",
                PolicySwitch.UnlessDeclinedGetEverything => "unless `DeclinedGet.Everything`",
                PolicySwitch.IfDeclinedGetCancellations => "if `DeclinedGet.Cancellations`",
                _ => "",
            },
            row.Letter is { } kind ? $"**{kind}**{(row.Asks ? ", asks" : "")}" : row.Silence is { } silence ? $"none: {silence}" : "none, not mentioned"));

        Shows("| she has heard | the workshop | change since | her answer | when | policy | letter |", rows);
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
            Assert.That(new WorkshopChange(before, after).Fields(Samples.Small(), NodaTime.DateTimeZoneProviders.Tzdb), Is.EqualTo(new[] { field }));
        }

        Shows("| change | field | class |", changes.Select(change => Cells(change.What, $"{change.Field}", $"{new RevisionPolicy().ClassOf(change.Field, new(change.Before, change.After))}")));
    }

    [Test]
    public void Every_situation_has_a_decision_by_every_policy_and_every_row_is_used()
    {
        var used = Policies.SelectMany(policy => Situations.Select(situation => DecisionTable.Of(situation, policy))).Distinct();

        Assert.That(used, Is.EquivalentTo(DecisionTable.Rows));
    }

    [Test]
    public void Nobody_gets_a_cancellation_of_what_she_was_not_invited_to_and_nobody_is_invited_twice() =>
        Assert.That(
            from policy in Policies
            from situation in Situations
            let letter = DecisionTable.Of(situation, policy).Letter
            where letter switch
            {
                null => false,
                LetterKind.Invitation => situation.Heard != Heard.Nothing || situation.Turn != Turn.Hers,
                LetterKind.Update => situation.Heard == Heard.Nothing || situation.Turn != Turn.Hers || situation.Change == ChangeClass.None,
                LetterKind.Cancellation => situation.Heard != Heard.Invitation || situation.Turn != Turn.Off,
                LetterKind.Withdrawal => situation.Heard != Heard.Invitation || situation.Turn != Turn.NotHers,
                _ => true,
            }
            select (situation, letter),
            Is.Empty);

    [TestCase(ChangeClass.Material, true, DeclinedGet.MaterialChanges, LetterKind.Update, true)]
    [TestCase(ChangeClass.Material, true, DeclinedGet.Cancellations, null, false)]
    [TestCase(ChangeClass.Material, false, DeclinedGet.Cancellations, LetterKind.Update, true)]
    [TestCase(ChangeClass.Notable, false, DeclinedGet.MaterialChanges, LetterKind.Update, false)]
    [TestCase(ChangeClass.Notable, true, DeclinedGet.MaterialChanges, null, false)]
    [TestCase(ChangeClass.Notable, true, DeclinedGet.Everything, LetterKind.Update, false)]
    [TestCase(ChangeClass.Editorial, false, DeclinedGet.Everything, null, false)]
    [TestCase(ChangeClass.None, false, DeclinedGet.Everything, null, false)]
    public void A_change_to_somebody_invited(ChangeClass change, bool declined, DeclinedGet get, LetterKind? letter, bool asks)
    {
        var decision = DecisionTable.Of(new(Heard.Invitation, Turn.Hers, change, declined, IsOver: false), new() { DeclinedGet = get });

        Assert.That((decision.Letter, decision.Asks), Is.EqualTo((letter, asks)));
    }

    private static void Shows(string header, IEnumerable<string> rows)
    {
        var table = $"{header}\n|{string.Concat(Enumerable.Repeat(" --- |", header.Count(c => c == '|') - 1))}\n{string.Join("\n", rows)}\n\n";
        Assert.That(Page, Does.Contain(table), table);
    }

    private static string Cells(params string[] cells) => $"| {string.Join(" | ", cells)} |".Replace("|  |", "| |", StringComparison.Ordinal).Replace("|  |", "| |", StringComparison.Ordinal);
}
