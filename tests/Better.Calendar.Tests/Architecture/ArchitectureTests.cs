using System.Text.RegularExpressions;
using PublicApiGenerator;

namespace Better.Calendar.Tests.Architecture;

/// <summary>The areas of all packages, what they may use, and where their types stand.</summary>
public sealed partial class ArchitectureTests
{
    [Test]
    public void An_area_uses_only_what_the_table_allows()
    {
        var allowed = Area.All.SelectMany(static area => area.MayUse.Select(other => $"{area.Folder} -> {other}"));

        Assert.That(References(SourceCode.All).Except(allowed), Is.Empty);
    }

    [Test]
    public void Every_arrow_of_the_table_is_used()
    {
        var used = References(SourceCode.All);

        Assert.That(Area.All.SelectMany(static area => area.MayUse.Select(other => $"{area.Folder} -> {other}")).Except(used), Is.Empty);
    }

    [Test]
    public void The_table_has_no_circle()
    {
        var before = new HashSet<string>();
        foreach (var area in Area.All)
        {
            Assert.That(area.MayUse, Is.SubsetOf(before), area.Folder);
            before.Add(area.Folder);
        }
    }

    [Test]
    public void Every_folder_is_in_the_table() =>
        Assert.That(SourceCode.All.Select(static source => source.Area)
            .Distinct(), Is.EquivalentTo(Area.All.Select(static area => area.Folder)));

    [Test]
    public void CONTRIBUTING_has_the_table() =>
        Assert.That(File.ReadAllText(Repository.File("CONTRIBUTING.md"))
            .ReplaceLineEndings("\n"), Does.Contain($"\n{Area.Table}\n"), $"it should be:\n{Area.Table}");

    [Test]
    public void The_test_sees_a_reference_and_takes_no_comment_text_or_member_for_one()
    {
        var used = new SourceCode("Better.Calendar/Model/A.cs", "var a = new InvitationComposer(b);");
        var mentioned = new SourceCode(
            "Better.Calendar/Model/A.cs",
            "/// <summary><see cref=\"InvitationComposer\"/></summary>\nvar a = \"InvitationComposer\" + b.InvitationComposer;\nstring "
                + "InvitationComposer { get; }\nnew() { InvitationComposer = 1 };");

        Assert.That(used.Words, Does.Contain("InvitationComposer"));
        Assert.That(mentioned.Words, Does.Not.Contain("InvitationComposer"));
        Assert.That(References([.. SourceCode.All, used]), Does.Contain("Better.Calendar/Model -> Better.Calendar/Email"));
    }

    [TestCase("Ical.Net", "Better.Calendar/Icalendar/Writing")]
    [TestCase(
        "MimeKit",
        "Better.Calendar/Email",
        "Better.Calendar/Replies",
        "Better.Calendar/Validation",
        "Better.Calendar.Testing",
        "Better.Calendar.Delivery/Transports",
        "Better.Calendar.Delivery/Worker")]
    [TestCase("MailKit", "Better.Calendar.Delivery/Transports")]
    [TestCase("Microsoft.Data.Sqlite", "Better.Calendar.Delivery.Sqlite", "Better.Calendar.AspNetCore.Sqlite")]
    [TestCase("Microsoft.AspNetCore", "Better.Calendar.AspNetCore")]
    [TestCase("Npgsql", "Better.Calendar.Delivery.PostgreSql")]
    [TestCase("RabbitMQ.Client", "Better.Calendar.Delivery.RabbitMq")]
    public void A_dependency_is_used_in_its_areas_alone(string dependency, params string[] areas) =>
        Assert.That(SourceCode.All.Where(source => source.UsesNamespace(dependency) && !areas.Contains(source.Area))
            .Select(static source => source.Path), Is.Empty);

    [Test]
    public void Public_types_are_in_the_namespace_of_their_package_and_others_in_that_of_their_folder()
    {
        var wrong = from source in SourceCode.All
                    where source.Namespace is { } name && !name.StartsWith("System", StringComparison.Ordinal)
                    let expected = source.IsPublic ? source.Package : source.Folder.Replace('/', '.')
                    where source.Namespace != expected
                    select $"{source.Path}: {source.Namespace}, not {expected}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_name_says_nothing() =>
        Assert.That(SourceCode.All.SelectMany(static source => source.Types).Where(static name => EmptyPattern().IsMatch(name)), Is.Empty);

    [Test]
    public void The_public_API_is_the_approved_one()
    {
        // Attributes that the compiler puts there itself, some of them polyfilled for netstandard2.0, are no news to a reader.
        var api = typeof(ValueList).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            ExcludeAttributes =
            [
                "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
                "System.Runtime.CompilerServices.RequiredMemberAttribute",
                "System.Runtime.CompilerServices.CollectionBuilderAttribute",
                "System.Runtime.CompilerServices.ParamCollectionAttribute",
                "System.Runtime.CompilerServices.ScopedRefAttribute",
            ],
        });

        // Ical.Net's next version breaks much of its API: nobody outside may see its types.
        Assert.That(api, Does.Not.Contain("Ical.Net"));
        Approved.Text(api.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", "PublicApi.txt");
    }

    private static HashSet<string> References(IReadOnlyList<SourceCode> sources)
    {
        var declared = sources.SelectMany(static source => source.TopLevelTypes.Select(type => (Type: type, source.Area)))
            .ToLookup(static type => type.Type, static type => type.Area);
        return
        [
            .. from source in sources
               let nested = source.Types.ToHashSet()
               from word in source.Words.Where(word => !nested.Contains(word))
               from area in declared[word]
               where area != source.Area
               select $"{source.Area} -> {area}",
        ];
    }

    [GeneratedRegex("(Manager|Helper|Utils?|Service|Info|Base|Impl|Common)$")]
    private static partial Regex EmptyPattern();
}
