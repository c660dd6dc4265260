namespace Better.Calendar.Tests.Consoles;

[NonParallelizable]
public sealed class MoveAWorkshopTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void DeleteFolder() => folder.Delete(recursive: true);

    [Test]
    public void Participants_whom_the_move_concerns_get_an_update()
    {
        var (code, output) = SampleConsole.Run("MoveAWorkshop", folder.FullName, []);
        var emails = GetFileNames("2-after-the-edit");

        Assert.That(code, Is.Zero, output);
        Assert.That(GetFileNames("1-invitations"), Has.Count.EqualTo(7));
        Assert.That(
            emails,
            Is.EquivalentTo(new[] { "Update-1-ingrid.eml", "Update-1-kadri.eml", "Update-1-marta.eml", "Withdrawal-1-paolo.eml" }));
        Assert.That(
            output.ReplaceLineEndings("\n"),
            Is.EqualTo(File.ReadAllText(Repository.File("samples/docs/tutorial.md")).Split("```text\n")[1].Split("```")[0]));
    }

    [Test]
    public void The_stored_document_contains_the_scheduling_state()
    {
        SampleConsole.Run("MoveAWorkshop", folder.FullName, ["here"]);
        var stored = SeriesDocument.Read(File.ReadAllText(Path.Combine(folder.FullName, "here", "series.json")));

        Assert.That(stored.Workshops.Select(workshop => workshop.Sequence), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(stored.State!.Revision, Is.EqualTo(2));
    }

    [Test]
    public void The_validator_finds_nothing_in_its_emails()
    {
        SampleConsole.Run("MoveAWorkshop", folder.FullName, ["."]);
        var findings = folder.EnumerateFiles("*.eml", SearchOption.AllDirectories)
            .SelectMany(file => InvitationValidator.ValidateEmail(File.ReadAllBytes(file.FullName)).Findings);

        Assert.That(findings, Is.Empty);
    }

    private List<string> GetFileNames(string name) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder.FullName, "out", "move-a-workshop", name)).Select(file => Path.GetFileName(file))];
}
