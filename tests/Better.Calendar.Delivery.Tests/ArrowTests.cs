using System.Text.RegularExpressions;
using Better.Calendar.Tests;

namespace Better.Calendar.Delivery.Tests;

/// <summary>Which folders use types of which others: outbox ← store contracts ← worker → transport; stores and queues → Delivery, never back.</summary>
public sealed partial class ArrowTests
{
    private const string Package = "Better.Calendar.Delivery";
    private const string Options = $"{Package}/Options";
    private const string Outboxes = $"{Package}/Outboxes";
    private const string Stores = $"{Package}/Stores";
    private const string Queues = $"{Package}/Queues";
    private const string Transports = $"{Package}/Transports";
    private const string Workers = $"{Package}/Worker";

    /// <summary>Each folder stands after all that it may use, so there can be no cycle.</summary>
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
    public void A_folder_uses_only_the_folders_in_the_table_and_every_arrow_is_used() =>
        Assert.That(References(), Is.EquivalentTo(Arrows.SelectMany(static arrow => arrow.MayUse.Select(other => $"{arrow.Folder} -> {other}"))));

    [Test]
    public void The_table_has_no_cycle()
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
    public void References_are_found_in_code_but_not_in_comments_strings_and_members()
    {
        Assert.That(FindWords("var a = new DeliveryWorker(store);"), Does.Contain("DeliveryWorker"));
        Assert.That(FindWords("/// <see cref=\"DeliveryWorker\"/>\n// DeliveryWorker\nvar a = \"DeliveryWorker\" + b.DeliveryWorker;"), Does.Not.Contain("DeliveryWorker"));
    }

    private static IEnumerable<string> References()
    {
        var sources = Files().Select(static file => (Folder: FolderOf(file), Text: File.ReadAllText(file))).ToList();
        var declared = sources.SelectMany(static source => Declaration().Matches(source.Text).Select(match => (source.Folder, Type: match.Groups[1].Value)))
            .ToLookup(static type => type.Type, static type => type.Folder);
        return [.. sources.SelectMany(source => FindWords(source.Text).SelectMany(word => declared[word]).Where(folder => folder != source.Folder).Select(folder => $"{source.Folder} -> {folder}")).Distinct()];
    }

    private static HashSet<string> FindWords(string source) => [.. Word().Matches(CommentOrString().Replace(source, "")).Select(static match => match.Value)];

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetRelativePath(Root, file))!.Replace(Path.DirectorySeparatorChar, '/');

    private static IEnumerable<string> Files() =>
        Directory.GetDirectories(Root, $"{Package}*").SelectMany(static package => Directory.EnumerateFiles(package, "*.cs", SearchOption.AllDirectories))
            .Where(static file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin"]).Any());

    [GeneratedRegex(@"^(?:public|internal) (?:\w+ )*?(?:class|record|interface|enum|struct) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // Comments, and strings that are not interpolated.
    [GeneratedRegex("""//.*|(?<!\$)"[^"\n]*"(?!")""")]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"(?<![\w.])[A-Za-z_]\w*")]
    private static partial Regex Word();
}
