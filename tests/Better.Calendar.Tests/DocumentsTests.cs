using System.Reflection;
using System.Text.RegularExpressions;

namespace Better.Calendar.Tests;

public sealed partial class DocumentsTests
{
    private static readonly string Readme = File.ReadAllText(Repository.File("README.md"));

    /// <summary>The packages that the documents describe.</summary>
    private static readonly Assembly[] PublicAssemblies =
    [
        typeof(WorkshopSeries).Assembly,
        typeof(Better.Calendar.Testing.SimulatedReply).Assembly,
#if !NETSTANDARD_BUILD
        typeof(Delivery.Outbox).Assembly,
        typeof(Delivery.Sqlite.SqliteOutboxStore).Assembly,
        typeof(Delivery.PostgreSql.PostgresOutboxStore).Assembly,
        typeof(Delivery.RabbitMq.RabbitMqOptions).Assembly,
#endif
    ];

    [Test]
    public void The_first_program_in_the_README_is_the_QuickStart_sample()
    {
        var sample = File.ReadAllText(Repository.File("samples/QuickStart/Program.cs")).Split("#region README\n")[1].Split("#endregion")[0];

        Assert.That(GetReadmeBlock("csharp"), Is.EqualTo(sample));
    }

    [TestCaseSource(nameof(Documents))]
    public void Every_block_of_code_is_a_region_of_a_sample_that_is_compiled(string document)
    {
        var samples = FindSamples();
        var blocks = GetCodeBlocks(document);

        Assert.That(blocks.Where(block => FindSample(samples, block) is null).Select(block => block.Text), Is.Empty);
    }

    /// <summary>
    /// A block may begin with the usings of its sample, which stand outside the region; the first block from a sample must.
    /// </summary>
    [TestCaseSource(nameof(Documents))]
    public void The_first_block_from_a_sample_has_usings_and_they_are_those_of_the_sample(string document)
    {
        var samples = FindSamples();
        var problems = from block in GetCodeBlocks(document)
                       let sample = FindSample(samples, block)
                       where sample is not null
                       group block by sample into blocks
                       from problem in blocks.SelectMany(block => block.Usings).Except(blocks.Key.Usings)
                           .Concat(blocks.First().Usings.Count == 0 ? [$"no using in: {blocks.First().Text}"] : [])
                       select problem;

        Assert.That(problems, Is.Empty);
    }

    /// <summary>So the code of each part compiles as pasted.</summary>
    [TestCase("QuickStart")]
    [TestCase("MoveAWorkshop")]
    [TestCase("ReadReplies")]
    public void The_blocks_of_the_tutorial_are_the_whole_program_of_each_sample(string sample)
    {
        var program = File.ReadAllText(Repository.File($"samples/{sample}/Program.cs"));
        var blocks = GetCodeBlocks("samples/docs/tutorial.md").Select(block => block.Text).Where(FindRegions(program).Contains);

        Assert.That(GetCode(string.Join('\n', blocks)), Is.EqualTo(GetCode(program)));

        static IEnumerable<string> GetCode(string text) =>
            text.Split('\n').SkipWhile(line => line.StartsWith("//", StringComparison.Ordinal))
            .Where(line => line.Trim().Length > 0 && !line.StartsWith("#region", StringComparison.Ordinal) && line != "#endregion");
    }

    [TestCaseSource(nameof(Documents))]
    public void Every_link_leads_to_a_file_of_the_repository(string document)
    {
        var file = Repository.File(document);
        var broken = Link().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith('#'))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0])));

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void The_README_of_the_package_begins_like_the_README()
    {
        var package = File.ReadAllText(Repository.File("src/Better.Calendar/README.md"));

        Assert.That(package.Split("```csharp\n")[1].Split("```text\n")[1].Split("```")[0], Is.EqualTo(GetReadmeBlock("text")));
    }

    /// <summary>
    /// An entry point is where a host begins: a static class, or a type that is not a plain value and that one creates with a
    /// constructor that has parameters, or with a static method of its own.
    /// </summary>
    [Test]
    public void The_README_names_every_entry_point_of_the_library()
    {
        var entryPoints = from type in typeof(WorkshopSeries).Assembly.GetExportedTypes()
                          where type.IsClass && !type.IsSubclassOf(typeof(Exception))
                          let isStatic = type.IsAbstract && type.IsSealed
                          let isValue = type.GetMethod("<Clone>$") is not null
                          let methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                          let hasFactory = methods.Any(method => !method.IsSpecialName && method.ReturnType == type)
                          let hasParameters = type.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0)
                          where isStatic || hasFactory || (!isValue && hasParameters)
                          select type.Name.Split('`')[0];

        Assert.That(entryPoints.Distinct().Where(name => !Regex.IsMatch(Readme, $@"`{name}\b")), Is.Empty);
    }

    /// <summary>A member in code style is one that the library or a package has: <c>`WorkshopCalendar.Publish`</c>.</summary>
    [TestCaseSource(nameof(Documents))]
    public void Every_member_that_a_document_names_exists(string document)
    {
        var types = PublicAssemblies.SelectMany(assembly => assembly.GetExportedTypes()).ToLookup(type => type.Name.Split('`')[0]);
        var missing = from match in Member().Matches(File.ReadAllText(Repository.File(document)))
                      let type = types[match.Groups[1].Value]
                      where type.Any() && !type.Any(candidate => candidate.GetMember(match.Groups[2].Value).Length > 0)
                      select match.Value;

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_document_is_in_the_table_of_contents()
    {
        var contents = File.ReadAllText(Repository.File("samples/docs/toc.yml"));
        var lists = new[] { "index.md", "llms.txt" }.Select(list => File.ReadAllText(Repository.File($"samples/docs/{list}"))).ToList();
        var missing = Documents()
            .Where(document => document.StartsWith("samples/docs/", StringComparison.Ordinal) && document != "samples/docs/index.md")
            .Select(document => document["samples/docs/".Length..])
            .Where(document => !contents.Contains($"href: {document}\n", StringComparison.Ordinal)
                || !lists.TrueForAll(list => list.Contains($"]({document})", StringComparison.Ordinal)));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_document_in_the_README_is_a_series_document()
    {
        var series = SeriesDocument.Read(GetReadmeBlock("json"));

        Assert.That(series.Workshops.Single().LeadExpert!.Name, Is.EqualTo("Lauri Sock"));
    }

    [Test]
    public void All_addresses_in_the_samples_are_in_reserved_domains()
    {
        var text = string.Concat(Directory.EnumerateFiles(Repository.File("samples"), "*", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(file, @"\.(cs|json|csv|md)$") && !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]"))
            .Select(File.ReadAllText)) + Readme;

        Assert.That(Address()
            .Matches(text)
            .Select(match => match.Value)
            .Where(address => !address.EndsWith(".example", StringComparison.Ordinal)
                && !address.EndsWith(".test", StringComparison.Ordinal)),
                Is.Empty);
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.File("samples"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.File("src"), "README.md", SearchOption.AllDirectories))
            .Where(file => !Regex.IsMatch(file, @"[\\/](bin|obj|out|node_modules)[\\/]"))
            .Select(file => Path.GetRelativePath(Repository.File("."), file).Replace('\\', '/'))
            .Append("README.md")
            .Order(StringComparer.Ordinal);

    private static List<CodeBlock> GetCodeBlocks(string document) =>
        [.. CodeBlockPattern()
            .Matches(File.ReadAllText(Repository.File(document)))
            .Select(match => new CodeBlock(Unindent(match.Groups[1].Value)))];

    private static List<Sample> FindSamples() =>
        [.. from file in Directory.EnumerateFiles(Repository.File("samples"), "*.cs", SearchOption.AllDirectories)
            where !Regex.IsMatch(file, @"[\\/](bin|obj)[\\/]")
            let text = File.ReadAllText(file)
            let regions = FindRegions(text)
            where regions.Count > 0
            select new Sample(regions, [.. Using().Matches(text).Select(match => match.Value)])];

    private static Sample? FindSample(List<Sample> samples, CodeBlock block) =>
        samples.FirstOrDefault(sample => sample.Regions.Contains(block.Text) || sample.Regions.Contains(block.WithoutUsings));

    private static HashSet<string> FindRegions(string text) => [.. Region().Matches(text).Select(match => Unindent(match.Groups[1].Value))];

    /// <summary>The lines without the indentation that all of them have, and without blank lines around them.</summary>
    private static string Unindent(string text)
    {
        var lines = text.Split('\n');
        var indentation = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Trim().Length == 0 ? "" : line[indentation..])).Trim('\n');
    }

    private static string GetReadmeBlock(string language) => Readme.Split($"```{language}\n")[1].Split("```")[0];

    [GeneratedRegex(@"^[ \t]*#region [^\n]*\n(.*?)^[ \t]*#endregion", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^[ ]*```csharp\n(.*?)^[ ]*```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlockPattern();

    /// <summary>A using directive, not a using declaration.</summary>
    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"`([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex Member();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Address();

    /// <summary>A C# file among the samples.</summary>
    /// <param name="Regions">The code of its regions, unindented.</param>
    /// <param name="Usings">Its using directives.</param>
    private sealed record Sample(HashSet<string> Regions, List<string> Usings);

    /// <summary>A block of C# in a document.</summary>
    /// <param name="Text">The code, unindented.</param>
    private sealed record CodeBlock(string Text)
    {
        public List<string> Usings { get; } = [.. Using().Matches(Text).Select(match => match.Value)];

        /// <summary>The code after the using directives at its beginning.</summary>
        public string WithoutUsings { get; } = Using().Replace(Text, "").TrimStart('\n');
    }
}
