using System.Reflection;
using Better.Calendar.AspNetCore.Sqlite;
using Better.Calendar.Tests;
using PublicApiGenerator;

namespace Better.Calendar.AspNetCore.Tests;

public sealed class ArchitectureTests
{
    private static readonly Assembly[] Packages = [typeof(HostedSeries).Assembly, typeof(SqliteSeriesStore).Assembly];

    [Test]
    public void The_package_references_the_core_alone_and_no_database_driver() =>
        Assert.That(
            References(Packages[0]).Where(static name => !name.StartsWith("System.", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)),
            Is.EquivalentTo(["Better.Calendar", "Microsoft.Net.Http.Headers", "NodaTime"]));

    [Test]
    public void Public_types_are_in_the_namespace_of_their_package() =>
        Assert.That(
            Packages.SelectMany(static package => package.GetExportedTypes().Where(type => type.Namespace != package.GetName().Name)),
            Is.Empty);

    [TestCase(0, "PublicApi.txt")]
    [TestCase(1, "PublicApi.Sqlite.txt")]
    public void The_public_API_is_the_approved_one(int package, string name)
    {
        var api = Packages[package].GeneratePublicApi(
            new ApiGeneratorOptions
            {
                IncludeAssemblyAttributes = false,
                ExcludeAttributes =
                    ["System.Runtime.CompilerServices.CompilerGeneratedAttribute",
                        "System.Runtime.CompilerServices.RequiredMemberAttribute",
                        "System.Runtime.CompilerServices.ParamCollectionAttribute"]
            });

        Approved.Text(api.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", name);
    }

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(static reference => reference.Name!);
}
