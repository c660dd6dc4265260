using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Validation;

/// <summary>What the files of the checker know of each other: catalog → rule families → what they look at → options and reports; no circle.</summary>
public sealed partial class CheckDependencyTests
{
    private static readonly string[] Public =
    [
        "CheckOptions", "CheckProfile", "CheckReport", "CheckRule", "ClientVerdict", "Clients", "Finding", "Outcome", "Place", "Severity", "SilencedRule",
    ];

    private static Dictionary<string, string> Sources =>
        Directory.EnumerateFiles(Repository.File("src/Better.Calendar/Checks"), "*.cs").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    [Test]
    public void No_file_depends_on_itself_through_others() => Assert.That(Circle(References(Sources)), Is.Null);

    [Test]
    public void Options_and_reports_know_neither_the_catalog_nor_rules()
    {
        var references = References(Sources);

        foreach (var file in Public)
        {
            Assert.That(Reachable(references, file).Where(IsRule), Is.Empty, file);
        }
    }

    [Test]
    public void What_rules_look_at_knows_no_rules()
    {
        var references = References(Sources);

        foreach (var file in new[] { "CalendarReading", "EventReading", "Findings", "LetterReading", "PartReading", "ZoneUse" })
        {
            Assert.That(Reachable(references, file).Where(IsRule), Is.Empty, file);
        }
    }

    [Test]
    public void Rule_families_know_neither_the_catalog_nor_who_runs_it()
    {
        var references = References(Sources);
        var families = Sources.Where(source => source.Value.Contains(" RuleFamily Family =", StringComparison.Ordinal)).Select(source => source.Key).ToList();

        Assert.That(families, Has.Count.GreaterThan(20));
        foreach (var family in families)
        {
            Assert.That(Reachable(references, family).Intersect(["RuleBook", "RuleRunner", "InvitationCheck"]), Is.Empty, family);
        }
    }

    [Test]
    public void The_test_sees_a_circle()
    {
        var sources = new Dictionary<string, string>
        {
            ["A"] = "internal sealed class A\n{\n    private B b;\n}\n",
            ["B"] = "/// <summary><see cref=\"A\"/></summary>\ninternal static class B\n{\n    // A\n    C[] c;\n}\n",
            ["C"] = "public enum C\n{\n}\n",
        };

        Assert.That(Circle(References(sources)), Is.Null);
        sources["C"] = "public sealed record C(int Number)\n{\n    public A Own => A.Of(this);\n}\n";
        Assert.That(Circle(References(sources)), Is.EqualTo("A → B → C → A"));
    }

    private static bool IsRule(string file) => file.EndsWith("Rules", StringComparison.Ordinal) || file is "ZoneTruth" or "RuleBook" or "RuleFamily" or "RuleRunner";

    /// <summary>For each file the others whose types its code names; comments do not count.</summary>
    private static Dictionary<string, List<string>> References(Dictionary<string, string> sources)
    {
        var files = sources
            .SelectMany(source => Declaration().Matches(source.Value).Select(match => (Type: match.Groups["type"].Value, File: source.Key)))
            .ToLookup(pair => pair.Type, pair => pair.File);
        return sources.ToDictionary(
            source => source.Key,
            source => Name().Matches(Comment().Replace(source.Value, "")).SelectMany(match => files[match.Value])
                .Where(file => file != source.Key).Distinct().Order(StringComparer.Ordinal).ToList());
    }

    private static HashSet<string> Reachable(Dictionary<string, List<string>> references, string file)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([file]);
        while (open.TryPop(out var next))
        {
            foreach (var other in references[next].Where(reached.Add))
            {
                open.Push(other);
            }
        }

        return reached;
    }

    /// <summary>The first circle, as <c>A → B → A</c>; null when there is none.</summary>
    private static string? Circle(Dictionary<string, List<string>> references)
    {
        var done = new HashSet<string>();
        return references.Keys.Order(StringComparer.Ordinal).Select(file => Circle(references, file, [], done)).FirstOrDefault(circle => circle is not null);
    }

    private static string? Circle(Dictionary<string, List<string>> references, string file, List<string> path, HashSet<string> done)
    {
        if (path.IndexOf(file) is >= 0 and var start)
        {
            return string.Join(" → ", path.Skip(start).Append(file));
        }

        if (done.Contains(file))
        {
            return null;
        }

        path.Add(file);
        var circle = references[file].Select(other => Circle(references, other, path, done)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        done.Add(file);
        return circle;
    }

    [GeneratedRegex(
        @"^(?:public|internal) (?:static |sealed |abstract |readonly |partial )*(?:class|record struct|record|struct|interface|enum) (?<type>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A member after a dot, and a property that is being declared, may have the name of a type and are none.
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*\b(?! \{ (?:get|set|init);)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
