using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Better.Calendar.Validation;

namespace Better.Calendar.Tests.Validation;

public sealed partial class RuleCatalogTests
{
    private static readonly (string Family, string About)[] Families =
    [
        ("MIME", "The parts of an email"),
        ("CAL", "The calendar as a whole"),
        ("ADDR", "People"),
        ("REV", "Revisions"),
        ("MULTI", "Several and repeated events"),
        ("TZ", "Time zones"),
        ("TXT", "Texts"),
        ("CONF", "Online meetings"),
        ("ALM", "Reminders"),
        ("REP", "Answers"),
        ("MAIL", "Headers and bodies of an email"),
        ("FEED", "Feeds and downloads"),
        ("LINK", "\"Add to calendar\" links"),
        ("MISC", "The rest"),
    ];

    [Test]
    public void Every_declared_rule_is_in_the_book_once()
    {
        var declared = typeof(InvitationValidator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ValidationRule)).Select(field => ((ValidationRule)field.GetValue(null)!).Id);

        Assert.That(InvitationValidator.Rules.Select(rule => rule.Id), Is.EquivalentTo(declared).And.Unique);
    }

    [Test]
    public void Every_declared_family_is_in_the_book_once_and_has_a_check()
    {
        var declared = typeof(InvitationValidator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(RuleFamily)).Select(field => (RuleFamily)field.GetValue(null)!);

        Assert.That(RuleCatalog.Families, Is.EquivalentTo(declared).And.Unique);
        foreach (var family in RuleCatalog.Families)
        {
            Assert.That(new Delegate?[] { family.Mail, family.File, family.Calendar, family.Event, family.Text, family.Revision }, Has.Some.Not.Null, family.Rules[0].Id);
        }
    }

    [Test]
    public void Ids_texts_and_families_are_well_formed()
    {
        foreach (var rule in InvitationValidator.Rules)
        {
            Assert.That(rule.Id, Does.Match("^[A-Z]+-[0-9]{2}$"));
            Assert.That(Families.Select(family => family.Family), Does.Contain(rule.Id.Split('-')[0]));
            Assert.That(new[] { rule.Requirement, rule.Rationale, rule.Fix }, Has.All.Matches<string>(text => Sentence().IsMatch(text ?? "")), rule.Id);
            Assert.That(rule.Reference, Is.Not.Empty.And.Not.EndsWith("."));
        }
    }

    [Test]
    public void The_page_of_the_rules_is_made_from_them()
    {
        var page = Repository.File("src/Better.Calendar/Validation/RULES.md");
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

            `InvitationValidator` holds calendars and emails to these rules. This page is made from them by a test; change the rules, not the page.

            An **error** loses buttons, times or texts in at least one of the large clients; a **warning** is trouble likely; **advice** is worth knowing.
            A single finding may weigh less than its rule, never more: a file that one opens by oneself is judged more mildly than an email.
            A rule that does not matter to you is silenced by its id, with a reason.

            | Rule | | Clients | What it asks for |
            | --- | --- | --- | --- |

            """);
        foreach (var rule in InvitationValidator.Rules)
        {
            page.Append($"| [{rule.Id}](#{rule.Id.ToLowerInvariant()}) | {Word(rule.Severity)} | {Word(rule.Clients)} | {Cell(rule.Requirement)} |\n");
        }

        page.Append("""

            What these rules do not see:

            - ADDR-08 asks no name server whether the organizer's mailbox is with Google; the option `OrganizerIsGoogleHosted` says so.
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
            foreach (var rule in InvitationValidator.Rules.Where(rule => rule.Id.StartsWith(family + "-", StringComparison.Ordinal)))
            {
                page.Append($"\n### {rule.Id}\n\n{Text(rule.Requirement)} {Text(rule.Rationale)}\n\n*Fix:* {Text(rule.Fix)}\n\n*{Capital(Word(rule.Severity))}* for {Word(rule.Clients)}. Source: {Text(rule.Reference)}.\n");
            }
        }

        return page.Replace("\r\n", "\n").ToString();
    }

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Word(CalendarClients clients) =>
        clients == CalendarClients.All ? "all" : clients == CalendarClients.None ? "people" : string.Join(", ", Enum.GetValues<CalendarClients>().Where(client => client is not CalendarClients.None and not CalendarClients.All && clients.HasFlag(client)).Select(client => client == CalendarClients.Others ? "others" : client.ToString()));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Cell(string text) => Text(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Text(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9\"].*[.…]$", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
