using System.Text.RegularExpressions;
using Better.Calendar.Tests;

namespace Better.Calendar.Delivery.Tests;

/// <summary>Which folder uses types of which: outbox ← store contracts ← worker → transport; stores and queues → Delivery, never back.</summary>
public sealed partial class ArrowTests
{
    private const string Package = "Better.Calendar.Delivery";
    private const string Options = $"{Package}/Options";
    private const string Outboxes = $"{Package}/Outboxes";
    private const string Stores = $"{Package}/Stores";
    private const string Queues = $"{Package}/Queues";
    private const string Transports = $"{Package}/Sinks";
    private const string Workers = $"{Package}/Couriers";

    /// <summary>Each folder, after all that it may use: so there can be no circle.</summary>
    private static readonly (string Folder, string[] MayUse)[] Arrows =
    [
        (Options, []),
        (Outboxes, [Options]),
        (Stores, [Outboxes]),
        (Queues, [Stores]),
        (Transports, [Options, Outboxes]),
        (Workers, [Options, Outboxes, Stores, Queues, Transports]),
        (Package, [Outboxes, Stores]),
        ($"{Package}.Sqlite", [Outboxes, Stores]),
        ($"{Package}.PostgreSql", [Outboxes, Stores]),
        ($"{Package}.RabbitMq", [Options, Stores, Queues]),
    ];

    private static string Root => Repository.File("src");

    [Test]
    public void A_folder_uses_those_that_it_may_and_every_arrow_of_the_table_is_used() =>
        Assert.That(References(), Is.EquivalentTo(Arrows.SelectMany(static arrow => arrow.MayUse.Select(other => $"{arrow.Folder} -> {other}"))));

    [Test]
    public void The_table_has_no_circle()
    {
        var before = new HashSet<string>();
        foreach (var (folder, mayUse) in Arrows)
        {
            Assert.That(mayUse, Is.SubsetOf(before), folder);
            before.Add(folder);
        }
    }

    [Test]
    public void Every_folder_is_in_the_table() =>
        Assert.That(Arrows.Select(static arrow => arrow.Folder), Is.EquivalentTo(Files().Select(FolderOf).Distinct()));

    [Test]
    public void The_test_sees_a_reference_and_takes_no_comment_text_or_member_for_one()
    {
        Assert.That(Words("var a = new Worker(store);"), Does.Contain("Courier"));
        Assert.That(Words("/// <see cref=\"Worker\"/>\n// Worker\nvar a = \"Worker\" + b.Worker;"), Does.Not.Contain("Courier"));
    }

    private static IEnumerable<string> References()
    {
        var sources = Files().Select(static file => (Folder: FolderOf(file), Text: File.ReadAllText(file))).ToList();
        var declared = sources.SelectMany(static source => Declaration().Matches(source.Text).Select(match => (source.Folder, Type: match.Groups[1].Value)))
            .ToLookup(static type => type.Type, static type => type.Folder);
        return [.. sources.SelectMany(source => Words(source.Text).SelectMany(word => declared[word]).Where(folder => folder != source.Folder).Select(folder => $"{source.Folder} -> {folder}")).Distinct()];
    }

    private static HashSet<string> Words(string source) => [.. Word().Matches(Silent().Replace(source, "")).Select(static match => match.Value)];

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetRelativePath(Root, file))!.Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<string> Files() =>
        Directory.GetDirectories(Root, $"{Package}*").SelectMany(static package => Directory.EnumerateFiles(package, "*.cs", SearchOption.AllDirectories))
            .Where(static file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin"]).Any());

    [GeneratedRegex(@"^(?:public|internal) (?:\w+ )*?(?:class|record|interface|enum|struct) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Comments and texts without values in them.
    [GeneratedRegex("""//.*|(?<!\$)"[^"\n]*"(?!")""")]
    private static partial Regex Silent();

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*")]
    private static partial Regex Word();
}
