using System.Reflection;
using System.Text.RegularExpressions;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Testing;
using Better.Calendar.Tests;
using PublicApiGenerator;

namespace Better.Calendar.Delivery.Tests;

public sealed partial class ArchitectureTests
{
    internal static readonly Assembly[] Packages =
        [typeof(DeliveryWorker).Assembly,
            typeof(SqliteOutboxStore).Assembly,
            typeof(PostgresOutboxStore).Assembly,
            typeof(RabbitMqDispatchQueue).Assembly,
            typeof(SimulatedReply).Assembly];

    [Test]
    public void The_core_references_neither_MailKit_nor_another_package() =>
        Assert.That(References(typeof(ValueList).Assembly), Has.None.StartsWith("MailKit").And.None.StartsWith("Better.Calendar."));

    [Test]
    public void Delivery_references_no_database_driver_and_no_broker_client() =>
        Assert.That(
            References(typeof(DeliveryWorker).Assembly),
            Has.None.Match("Sqlite|Npgsql|RabbitMQ").And.None.StartsWith("Better.Calendar."));

    [Test]
    public void Stores_and_queues_reference_Delivery_alone() =>
        Assert.That(Packages[1..].SelectMany(References)
            .Where(static name => name.StartsWith("Better.Calendar.", StringComparison.Ordinal))
            .Distinct(), Is.EqualTo(["Better.Calendar.Delivery"]));

    [Test]
    public void No_file_has_a_name_without_meaning() =>
        Assert.That(Sources().Select(Path.GetFileNameWithoutExtension).Where(static name => MeaninglessName().IsMatch(name!)), Is.Empty);

    [Test]
    public void Public_types_are_in_the_namespace_of_their_package() =>
        Assert.That(
            Packages.SelectMany(static package => package.GetExportedTypes().Where(type => type.Namespace != package.GetName().Name)),
            Is.Empty);

    [Test]
    public void The_namespace_of_a_file_without_public_types_is_its_folder()
    {
        var wrong = Sources().Where(static file => !PublicType().IsMatch(File.ReadAllText(file))).Where(static file =>
        {
            var folder = Path.GetDirectoryName(Path.GetRelativePath(Repository.File("src"), file))!;
            return !File.ReadAllText(file)
                .Contains($"namespace {folder.Replace(Path.DirectorySeparatorChar, '.')};", StringComparison.Ordinal);
        });

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(NamedPackages))]
    public void The_public_API_is_the_approved_one(Assembly package)
    {
        var api =
            package.GeneratePublicApi(
                new ApiGeneratorOptions
                {
                    IncludeAssemblyAttributes = false,
                    ExcludeAttributes =
                        ["System.Runtime.CompilerServices.CompilerGeneratedAttribute",
                            "System.Runtime.CompilerServices.RequiredMemberAttribute"]
                });
        var name = package == typeof(DeliveryWorker).Assembly ? "" : $".{package.GetName().Name!.Split('.')[^1]}";

        Approved.Text(api.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", $"PublicApi{name}.txt");
    }

    private static IEnumerable<TestCaseData> NamedPackages() =>
        Packages.Select(static package => new TestCaseData(package).SetArgDisplayNames(package.GetName().Name!));

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(static reference => reference.Name!);

    private static IEnumerable<string> Sources() =>
        Directory.GetDirectories(Repository.File("src"), "Better.Calendar.*")
            .SelectMany(static package => Directory.EnumerateFiles(package, "*.cs", SearchOption.AllDirectories))
            .Where(static file =>
                !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("(Manager|Helper|Utils?|Service|Provider|Info|Base|Impl|Common)$")]
    private static partial Regex MeaninglessName();

    [GeneratedRegex("^public (?:\\w+ )*(?:class|record|interface|enum|struct) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
