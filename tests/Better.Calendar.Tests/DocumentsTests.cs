using System.Reflection;
using System.Text.RegularExpressions;

namespace Better.Calendar.Tests;

public sealed partial class DocumentsTests
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    [Test]
    public void The_README_s_first_lines_of_code_are_the_QuickStart_sample()
    {
        var sample = File.ReadAllText(Repository.File("samples/QuickStart/Program.cs")).Split("#region README\n")[1].Split("#endregion")[0];

        Assert.That(Block("csharp"), Is.EqualTo(sample));
    }

    [TestCaseSource(nameof(Documents))]
    public void Every_block_of_code_is_a_region_of_a_sample_that_is_compiled(string document)
    {
        var regions = Directory.EnumerateFiles(Repository.File("samples"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]"))
            .SelectMany(file => Region().Matches(File.ReadAllText(file)).Select(match => Unindented(match.Groups[1].Value)))
            .ToHashSet();
        var blocks = CodeBlock().Matches(File.ReadAllText(Repository.File(document))).Select(match => Unindented(match.Groups[1].Value));

        Assert.That(blocks.Where(block => !regions.Contains(block)), Is.Empty);
    }

    [TestCaseSource(nameof(Documents))]
    public void Every_link_leads_to_a_file_of_the_repository(string document)
    {
        var file = Repository.File(document);
        var dead = Link().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0])));

        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void The_package_s_README_begins_like_the_README()
    {
        var package = File.ReadAllText(Repository.File("src/Better.Calendar/README.md"));

        Assert.That(package.Split("```csharp\n")[1].Split("```text\n")[1].Split("```")[0], Is.EqualTo(Block("text")));
    }

    /// <summary>A door is where a host begins: a static class, or a type that one makes by a constructor with arguments or by a method of its own, and that is no plain value.</summary>
    [Test]
    public void The_README_names_every_door_of_the_library()
    {
        var doors = from type in typeof(WorkshopSeries).Assembly.GetExportedTypes()
                    where type.IsClass && !type.IsSubclassOf(typeof(Exception))
                    let isStatic = type.IsAbstract && type.IsSealed
                    let isValue = type.GetMethod("<Clone>$") is not null
                    let makes = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Any(method => !method.IsSpecialName && method.ReturnType == type)
                    where isStatic || makes || (!isValue && type.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0))
                    select type.Name.Split('`')[0];

        Assert.That(doors.Distinct().Where(door => !Regex.IsMatch(Readme, $@"`{door}\b")), Is.Empty);
    }

    [Test]
    public void Every_document_is_in_the_table_of_contents()
    {
        var contents = File.ReadAllText(Repository.File("samples/docs/toc.yml"));
        var index = File.ReadAllText(Repository.File("samples/docs/index.md"));
        var missing = Documents().Where(document => document.StartsWith("samples/docs/", StringComparison.Ordinal) && document != "samples/docs/index.md")
            .Select(document => document["samples/docs/".Length..])
            .Where(document => !contents.Contains($"href: {document}\n", StringComparison.Ordinal) || !index.Contains($"]({document})", StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_README_s_document_is_one()
    {
        var series = SeriesDocument.Read(Block("json"));

        Assert.That(series.Workshops.Single().LeadExpert!.Name, Is.EqualTo("Lauri Sock"));
    }

    [Test]
    public void All_addresses_in_the_samples_are_reserved_ones()
    {
        var text = string.Concat(Directory.EnumerateFiles(Repository.File("samples"), "*", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(file, @"\.(cs|json|csv|md)$") && !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]"))
            .Select(File.ReadAllText)) + Readme;

        Assert.That(Address().Matches(text).Select(match => match.Value).Where(address => !address.EndsWith(".example", StringComparison.Ordinal) && !address.EndsWith(".test", StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.File("samples"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.File("src"), "README.md", SearchOption.AllDirectories))
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj|out|node_modules)[\\/]"))
            .Select(file => Path.GetRelativePath(Repository.File("."), file).Replace('\\', '/'))
            .Append("README.md")
            .Order(StringComparer.Ordinal);

    /// <summary>Lines without the indentation that all of them have, and without blank lines around them.</summary>
    private static string Unindented(string text)
    {
        var lines = text.Split('\n');
        var indentation = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Trim().Length == 0 ? "" : line[indentation..])).Trim('\n');
    }

    private static string Block(string language) => Readme.Split($"```{language}\n")[1].Split("```")[0];

    [GeneratedRegex(@"^[ \t]*#region [^\n]*\n(.*?)^[ \t]*#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^[ ]*```csharp\n(.*?)^[ ]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Address();
}
