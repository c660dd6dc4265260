using System.Text.RegularExpressions;
using Better.Calendar.Delivery.Couriers;
using Better.Calendar.Tests;
using PublicApiGenerator;

namespace Better.Calendar.Delivery.Tests;

public sealed partial class HouseTests
{
    [Test]
    public void The_core_knows_nothing_of_delivery() =>
        Assert.That(typeof(ValueList).Assembly.GetReferencedAssemblies().Select(static assembly => assembly.Name), Has.None.StartsWith("MailKit").And.None.StartsWith("Better.Calendar."));

    [Test]
    public void No_name_says_nothing() => Assert.That(Sources().Select(Path.GetFileNameWithoutExtension).Where(static name => Empty().IsMatch(name!)), Is.Empty);

    [Test]
    public void The_namespace_is_the_folder()
    {
        var root = Repository.File("src/Better.Calendar.Delivery");
        var wrong = Sources().Where(file => !File.ReadAllText(file).Contains($"namespace {string.Join('.', new[] { "Better.Calendar.Delivery", Path.GetDirectoryName(Path.GetRelativePath(root, file))! }.Where(static part => part.Length > 0))};", StringComparison.Ordinal));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void The_public_API_is_the_approved_one()
    {
        var api = typeof(Courier).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute", "System.Runtime.CompilerServices.RequiredMemberAttribute"] });

        Approved.Text(api.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", "PublicApi.txt");
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.File("src/Better.Calendar.Delivery"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("(Manager|Helper|Utils?|Service|Provider|Factory|Info|Base|Impl|Common)$")]
    private static partial Regex Empty();
}
