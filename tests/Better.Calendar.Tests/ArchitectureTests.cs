using System.Text.RegularExpressions;
using PublicApiGenerator;

namespace Better.Calendar.Tests;

public sealed partial class ArchitectureTests
{
    /// <summary>The rooms in their order: a room may use those before it, never one behind it.</summary>
    private static readonly string[] Rooms = ["Markup", "IcsLines", "Zones", "Workshops", "Wordings", "Times", "Ics", "Revisions", "Replies", "Links", "Invitations", "Checks"];

    /// <summary>Pairs that are in order and still forbidden.</summary>
    private static readonly (string Room, string Not)[] Closed =
    [
        ("Wordings", "Workshops"),
        ("Wordings", "Zones"),
        .. Rooms.Where(room => room is not "Checks" and not "IcsLines" and not "Zones").Select(room => ("Checks", room)),
    ];

    [Test]
    public void Arrows_between_the_rooms_run_one_way()
    {
        var wrong = from file in Sources()
                    from other in Used(File.ReadAllText(file))
                    where !MayUse(RoomOf(file), other)
                    select $"{Path.GetFileName(file)} of {RoomOf(file)} uses {other}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Every_folder_is_a_room_that_this_test_knows() =>
        Assert.That(Directory.GetDirectories(Repository.File("src/Better.Calendar")).Select(Path.GetFileName).Except(["bin", "obj"]), Is.EquivalentTo(Rooms));

    [Test]
    public void The_test_sees_an_arrow_that_runs_backwards()
    {
        Assert.That(Used("using Better.Calendar.Invitations;").Single(room => !MayUse("Ics", room)), Is.EqualTo("Invitations"));
        Assert.That(Used("var a = new Invitations.InvitationComposer();").Single(room => !MayUse("Workshops", room)), Is.EqualTo("Invitations"));
        Assert.That(MayUse("Checks", "Workshops"), Is.False);
    }

    [TestCase("Ical.Net", "Ics")]
    [TestCase("MimeKit", "Invitations", "Replies", "Checks")]
    [TestCase("System.Text.Json", "Workshops", "Wordings", "Replies", "Links")]
    public void A_package_is_used_in_its_rooms_alone(string package, params string[] rooms)
    {
        var strangers = Sources().Where(file => !rooms.Contains(RoomOf(file)) && Regex.IsMatch(File.ReadAllText(file), $@"using (\w+ = )?{Regex.Escape(package)}\b"));

        Assert.That(strangers, Is.Empty);
    }

    [Test]
    public void The_namespace_is_the_folder()
    {
        var wrong = Sources().Where(file => !File.ReadAllText(file).Contains($"namespace {string.Join('.', new[] { "Better.Calendar", RoomOf(file) }.Where(part => part.Length > 0))};", StringComparison.Ordinal));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void No_name_says_nothing() =>
        Assert.That(Sources().Select(Path.GetFileNameWithoutExtension).Where(name => Empty().IsMatch(name!)), Is.Empty);

    [Test]
    public void The_public_API_is_the_approved_one()
    {
        // Attributes that the compiler puts there itself, some of them polyfilled for netstandard2.0, are no news to a reader.
        var api = typeof(ValueList).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false, ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute", "System.Runtime.CompilerServices.RequiredMemberAttribute", "System.Runtime.CompilerServices.CollectionBuilderAttribute", "System.Runtime.CompilerServices.ParamCollectionAttribute", "System.Runtime.CompilerServices.ScopedRefAttribute"] });

        // Ical.Net's next version breaks much of its API: nobody outside may see its types.
        Assert.That(api, Does.Not.Contain("Ical.Net"));
        Approved.Text(api.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n", "PublicApi.txt");
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.File("src/Better.Calendar"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string RoomOf(string file)
    {
        var path = Path.GetRelativePath(Repository.File("src/Better.Calendar"), file);
        return path.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path.Split(Path.DirectorySeparatorChar)[0] : "";
    }

    private static IEnumerable<string> Used(string source) =>
        Rooms.Where(room => Regex.IsMatch(source, $@"\bBetter\.Calendar\.{room}\b|(?<![\w.]){room}\.[A-Z]\w*[.(<\s]"));

    private static bool MayUse(string room, string other) =>
        room == other || (Array.IndexOf(Rooms, other) < Array.IndexOf(Rooms, room) && !Closed.Contains((room, other)));

    [GeneratedRegex("(Manager|Helper|Utils?|Service|Provider|Factory|Info|Base|Impl|Common)$")]
    private static partial Regex Empty();
}
