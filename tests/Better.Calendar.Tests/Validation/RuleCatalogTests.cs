using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Better.Calendar.Validation;

namespace Better.Calendar.Tests.Validation;

public sealed partial class RuleCatalogTests
{
    private static readonly (string Family, string Title)[] Families =
    [
        ("MIME", "The parts of an email"),
        ("CAL", "The calendar file"),
        ("ADDR", "People"),
        ("REV", "Revisions"),
        ("MULTI", "Multiple and recurring events"),
        ("TZ", "Time zones"),
        ("TXT", "Texts"),
        ("CONF", "Online meetings"),
        ("ALM", "Reminders"),
        ("REP", "Responses"),
        ("MAIL", "Headers and bodies of an email"),
        ("FEED", "Feeds and downloads"),
        ("LINK", "\"Add to calendar\" links"),
        ("MISC", "Miscellaneous"),
    ];

    [Test]
    public void Every_declared_rule_is_in_the_catalog_once()
    {
        var declared = typeof(InvitationValidator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ValidationRule)).Select(field => ((ValidationRule)field.GetValue(null)!).Id);

        Assert.That(InvitationValidator.Rules.Select(rule => rule.Id), Is.EquivalentTo(declared).And.Unique);
    }

    [Test]
    public void Every_declared_family_is_in_the_catalog_once_and_has_a_check()
    {
        var declared = typeof(InvitationValidator).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(RuleFamily)).Select(field => (RuleFamily)field.GetValue(null)!);

        Assert.That(RuleCatalog.Families, Is.EquivalentTo(declared).And.Unique);
        foreach (var family in RuleCatalog.Families)
        {
            Assert.That(
                new Delegate?[] { family.Mail, family.File, family.Calendar, family.Event, family.Text, family.Revision },
                Has.Some.Not.Null,
                family.Rules[0].Id);
        }
    }

    [Test]
    public void Ids_and_texts_are_well_formed()
    {
        foreach (var rule in InvitationValidator.Rules)
        {
            Assert.That(rule.Id, Does.Match("^[A-Z]+-[0-9]{2}$"));
            Assert.That(Families.Select(family => family.Family), Does.Contain(rule.Id.Split('-')[0]));
            Assert.That(
                new[] { rule.Requirement, rule.Rationale, rule.Fix },
                Has.All.Matches<string>(text => Sentence().IsMatch(text ?? "")),
                rule.Id);
            Assert.That(rule.Reference, Is.Not.Empty.And.Not.EndsWith("."));
            Assert.That(rule.Since, Does.Match("^[0-9]+[.][0-9]+[.][0-9]+$"));
        }
    }

    [Test]
    public void The_rules_page_is_generated_from_the_catalog()
    {
        var page = Repository.File("src/Better.Calendar/Validation/RULES.md");
        var expected = Page();
        if (!File.Exists(page) || File.ReadAllText(page) != expected)
        {
            File.WriteAllText(Path.ChangeExtension(page, ".received.md"), expected);
            Assert.Fail(
                "RULES.md is out of date; compare RULES.received.md with it, and rename it to RULES.md if the changes are intended");
        }
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # Validation rules

            `InvitationValidator` checks calendars and emails with these rules. A test generates this page from them; change the rules, not the page.

            An **error** loses buttons, times or texts in at least one of the major clients; a **warning** is likely to cause a problem in some clients; a **suggestion** is an improvement.
            Ids of rules never change.
            A single finding may have a lower severity than its rule, never a higher one: some problems matter less in a file than in an email.
            A rule that does not matter to you can be suppressed: add its id and a reason to `ValidationOptions.Suppressions`.

            | Rule | Severity | Clients | Requirement |
            | --- | --- | --- | --- |

            """);
        foreach (var rule in InvitationValidator.Rules)
        {
            page.Append(
                $"| [{rule.Id}](#{rule.Id.ToLowerInvariant()}) | {Format(rule.Severity)} | {Format(rule.Clients)} "
                    + $"| {Cell(rule.Requirement)} |\n");
        }

        page.Append("""

            What these rules cannot detect:

            - ADDR-08 does not query DNS to find out whether Google hosts the organizer's mailbox; set the option `IsOrganizerHostedByGoogle`.
            - MAIL-03 reads the DKIM-Signature header but does not verify the signature; it compares domains without the public suffix list.
            - REP-03 compares addresses and reads Authentication-Results; only `ReplyReader` can check reply tokens.
            - MAIL-06 checks the language and direction, not whether each time in the text has its zone.
            - MIME-12 recognizes Exchange Online by two headers only.
            - TZ-10 compares the zone's offsets of recent years; it cannot know of announced laws that are not yet in the time zone database.
            - TZ-06 checks every time in the file, not every instance of a recurrence rule.

            """);
        foreach (var (family, title) in Families)
        {
            page.Append($"\n## {title}\n");
            foreach (var rule in InvitationValidator.Rules.Where(rule => rule.Id.StartsWith(family + "-", StringComparison.Ordinal)))
            {
                page.Append(
                    $"\n### {rule.Id}\n\n{Text(rule.Requirement)} {Text(rule.Rationale)}\n\n*Fix:* {Text(rule.Fix)}\n\n"
                        + $"*{Capital(Format(rule.Severity))}* for {Format(rule.Clients)}: {Format(rule.ClientBehavior)}. "
                        + $"Since {rule.Since}. "
                        + $"Source: {Text(rule.Reference)}.\n\n*Broken in the tests by:* {Text(FindMutations(rule))}.\n");
            }
        }

        return page.Replace("\r\n", "\n").ToString();
    }

    /// <summary>What the tests change in a valid file or email so that only this rule reports it.</summary>
    private static string FindMutations(ValidationRule rule) =>
        string.Join(" · ", RuleViolations.All.Where(violation => violation.Rule == rule.Id).Select(violation => Shorten(violation.Name)));

    private static string Shorten(string name) => name.Length > 70 ? $"{name[..70]}…" : name;

    private static string Format(ClientBehavior behavior) => behavior switch
    {
        ClientBehavior.WorksAsIntended => "the event works",
        ClientBehavior.LosesDetails => "texts or details are lost",
        ClientBehavior.WrongTime => "the event may have a wrong time",
        ClientBehavior.NoUpdates => "later updates have no effect",
        ClientBehavior.NoButtons => "no buttons to respond",
        ClientBehavior.FileOnly => "only a file is shown",
        _ => "no event is shown",
    };

    private static string Format(Severity severity) => severity.ToString().ToLowerInvariant();

    private static string Format(CalendarClients clients) =>
        clients == CalendarClients.All
            ? "all"
            : clients == CalendarClients.None
            ? "people"
            : string.Join(", ", Enum.GetValues<CalendarClients>()
                .Where(client => client is not CalendarClients.None and not CalendarClients.All && clients.HasFlag(client))
                .Select(client => client == CalendarClients.Others ? "others" : client.ToString()));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Cell(string text) => Text(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Text(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z0-9\"].*[.…]$", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
