using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Better.Calendar.Checks;

namespace Better.Calendar.Tests.Checks;

public sealed partial class RuleBookTests
{
    private static readonly (string Family, string About)[] Families =
    [
        ("MIME", "The parts of a letter"),
        ("CAL", "The calendar as a whole"),
        ("ADDR", "People"),
        ("REV", "Revisions"),
        ("MULTI", "Several and repeated events"),
        ("TZ", "Time zones"),
        ("TXT", "Texts"),
        ("CONF", "Online meetings"),
        ("ALM", "Reminders"),
        ("REP", "Answers"),
        ("MAIL", "Headers and bodies of a letter"),
        ("FEED", "Feeds and downloads"),
        ("LINK", "\"Add to calendar\" links"),
        ("MISC", "The rest"),
    ];

    [Test]
    public void Every_declared_rule_is_in_the_book_once()
    {
        var declared = typeof(InvitationCheck).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(CheckRule)).Select(field => ((CheckRule)field.GetValue(null)!).Id);

        Assert.That(InvitationCheck.Rules.Select(rule => rule.Id), Is.EquivalentTo(declared).And.Unique);
    }

    [Test]
    public void Every_declared_family_is_in_the_book_once_and_has_a_check()
    {
        var declared = typeof(InvitationCheck).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(RuleFamily)).Select(field => (RuleFamily)field.GetValue(null)!);

        Assert.That(RuleBook.Families, Is.EquivalentTo(declared).And.Unique);
        foreach (var family in RuleBook.Families)
        {
            Assert.That(new Delegate?[] { family.Mail, family.File, family.Calendar, family.Event, family.Text, family.Revision }, Has.Some.Not.Null, family.Rules[0].Id);
        }
    }

    [Test]
    public void Ids_texts_and_families_are_well_formed()
    {
        foreach (var rule in InvitationCheck.Rules)
        {
            Assert.That(rule.Id, Does.Match("^[A-Z]+-[0-9]{2}$"));
            Assert.That(Families.Select(family => family.Family), Does.Contain(rule.Id.Split('-')[0]));
            Assert.That(new[] { rule.Demand, rule.Why, rule.Mend }, Has.All.Matches<string>(text => Sentence().IsMatch(text ?? "")), rule.Id);
            Assert.That(rule.Source, Is.Not.Empty.And.Not.EndsWith("."));
        }
    }

    [Test]
    public void The_page_of_the_rules_is_made_from_them()
    {
        var page = Repository.File("src/Better.Calendar/Checks/RULES.md");
        var made = Page();
        if (!File.Exists(page) || File.ReadAllText(page) != made)
        {
            File.WriteAllText(Path.ChangeExtension(page, ".received.md"), made);
            Assert.Fail("RULES.received.md is not RULES.md; look at it and rename it");
        }
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # What the checker looks at

            `InvitationCheck` holds calendars and letters to these rules. This page is made from them by a test; change the rules, not the page.

            An **error** loses buttons, times or texts in at least one of the large clients; a **warning** is trouble likely; **advice** is worth knowing.
            A single finding may weigh less than its rule, never more: a file that one opens by oneself is judged more mildly than a letter.
            A rule that does not matter to you is silenced by its id, with a reason.

            | Rule | | Clients | What it asks for |
            | --- | --- | --- | --- |

            """);
        foreach (var rule in InvitationCheck.Rules)
        {
            page.Append($"| [{rule.Id}](#{rule.Id.ToLowerInvariant()}) | {Word(rule.Severity)} | {Word(rule.Clients)} | {Cell(rule.Demand)} |\n");
        }

        page.Append("""

            What these rules do not see:

            - ADDR-08 asks no name server whether the organiser's mailbox is with Google; the option `OrganizerIsGoogleHosted` says so.
            - MAIL-03 reads the DKIM header and does not verify the signature; domains are compared without the list of public suffixes.
            - REP-03 reads Authentication-Results and compares addresses; reply tokens are known to the reader of answers only.
            - MAIL-06 looks at languages and direction, not at whether each time in the text names its zone.
            - MIME-12 knows Exchange Online by two headers only.
            - TZ-10 compares the zone's offsets of the last years; laws that are announced and not yet in the database it cannot know.
            - TZ-06 judges every time that is written, not every instance of a rule.

            """);
        foreach (var (family, about) in Families)
        {
            page.Append($"\n## {about}\n");
            foreach (var rule in InvitationCheck.Rules.Where(rule => rule.Id.StartsWith(family + "-", StringComparison.Ordinal)))
            {
                page.Append($"\n### {rule.Id}\n\n{Text(rule.Demand)} {Text(rule.Why)}\n\n*Mend:* {Text(rule.Mend)}\n\n*{Capital(Word(rule.Severity))}* for {Word(rule.Clients)}. Source: {Text(rule.Source)}.\n");
            }
        }

        return page.Replace("\r\n", "\n").ToString();
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Word(Clients clients) =>
        clients == Clients.All ? "all" : clients == Clients.None ? "people" : string.Join(", ", Enum.GetValues<Clients>().Where(client => client is not Clients.None and not Clients.All && clients.HasFlag(client)).Select(client => client == Clients.Others ? "others" : client.ToString()));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Cell(string text) => Text(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Text(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9\"].*[.…]$", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
