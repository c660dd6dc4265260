using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Validation;

/// <summary>
/// The dependencies between the files of the Validation folder: catalog → rule families → validated input → options and reports, without a
/// cycle.
/// </summary>
public sealed partial class ValidationDependencyTests
{
    private static readonly string[] OptionsAndReports =
    [
        "CalendarClients", "ClientBehavior", "ClientVerdict", "Finding", "RuleSuppression", "Severity", "SourceLocation",
        "ValidationOptions", "ValidationProfile", "ValidationReport", "ValidationRule",
    ];

    private static Dictionary<string, string> Sources =>
        Directory.EnumerateFiles(Repository.File("src/Better.Calendar/Validation"), "*.cs")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    [Test]
    public void No_file_depends_on_itself_through_other_files() => Assert.That(FindCycle(References(Sources)), Is.Null);

    [Test]
    public void Options_and_reports_do_not_depend_on_rules()
    {
        var references = References(Sources);

        foreach (var file in OptionsAndReports)
        {
            Assert.That(Reachable(references, file).Where(IsRule), Is.Empty, file);
        }
    }

    [Test]
    public void Validated_input_does_not_depend_on_rules()
    {
        var references = References(Sources);

        foreach (var file in new[] { "FindingCollector",
            "TzIdUsage",
            "ValidatedCalendar",
            "ValidatedEvent",
            "ValidatedMail",
            "ValidatedPart" })
        {
            Assert.That(Reachable(references, file).Where(IsRule), Is.Empty, file);
        }
    }

    [Test]
    public void Rule_families_do_not_depend_on_the_catalog_or_the_runner()
    {
        var references = References(Sources);
        var families = Sources.Where(source => source.Value.Contains(" RuleFamily Family =", StringComparison.Ordinal))
            .Select(source => source.Key)
            .ToList();

        Assert.That(families, Has.Count.GreaterThan(20));
        foreach (var family in families)
        {
            Assert.That(Reachable(references, family).Intersect(["RuleCatalog", "RuleRunner", "InvitationValidator"]), Is.Empty, family);
        }
    }

    [Test]
    public void The_test_finds_a_cycle()
    {
        var sources = new Dictionary<string, string>
        {
            ["A"] = "internal sealed class A\n{\n    private B b;\n}\n",
            ["B"] = "/// <summary><see cref=\"A\"/></summary>\ninternal static class B\n{\n    // A\n    C[] c;\n}\n",
            ["C"] = "public enum C\n{\n}\n",
        };

        Assert.That(FindCycle(References(sources)), Is.Null);
        sources["C"] = "public sealed record C(int Number)\n{\n    public A Own => A.Of(this);\n}\n";
        Assert.That(FindCycle(References(sources)), Is.EqualTo("A → B → C → A"));
    }

    private static bool IsRule(string file) =>
        file.EndsWith("Rules", StringComparison.Ordinal) || file is "RuleCatalog" or "RuleFamily" or "RuleRunner";

    /// <summary>For each file, the other files whose types its code uses; comments do not count.</summary>
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

    /// <summary>The first cycle, as <c>A → B → A</c>; null if there is none.</summary>
    private static string? FindCycle(Dictionary<string, List<string>> references)
    {
        var done = new HashSet<string>();
        return references.Keys.Order(StringComparer.Ordinal)
            .Select(file => FindCycle(references, file, [], done))
            .FirstOrDefault(cycle => cycle is not null);
    }

    private static string? FindCycle(Dictionary<string, List<string>> references, string file, List<string> path, HashSet<string> done)
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
        var cycle = references[file].Select(other => FindCycle(references, other, path, done)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        done.Add(file);
        return cycle;
    }

    [GeneratedRegex(
        @"^(?:public|internal) (?:static |sealed |abstract |readonly |partial )*"
            + @"(?:class|record struct|record|struct|interface|enum) (?<type>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    // A member after a dot, or a declared property, may have the name of a type without being the type.
    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*\b(?! \{ (?:get|set|init);)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
