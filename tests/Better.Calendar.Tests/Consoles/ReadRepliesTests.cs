namespace Better.Calendar.Tests.Consoles;

[NonParallelizable]
public sealed class ReadRepliesTests
{
    [Test]
    public void The_mails_of_the_folder_are_read_into_an_attendance()
    {
        var (code, output) = SampleConsole.Run("ReadReplies", Path.GetTempPath(), []);

        Assert.That(code, Is.Zero, output);
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo("""
            01-apple-accepted.eml: kadri@tartu.example responds Accepted to 1 (Authenticated)
            02-outlook-tentative.eml: marta@buda.example responds Tentative to 1 (Authenticated)
            03-gmail-declined.eml: ingrid@gavle.example responds Declined to 1 (Authenticated)
            04-thunderbird-proposes.eml: kadri@tartu.example proposes 2027-04-22T12:00:00Z for 2
            05-out-of-office.eml: an automatic reply: Automatic reply: Invitation
            06-bounce.eml: paolo@genova.example cannot be reached: 550 5.1.1 no such user
            07-anybody-accepted.eml: ingrid@gavle.example responds Accepted to 1 (Claimed)
            08-plain-words.eml: not recognized, NoCalendar: The mail has no calendar; somebody has to read it.
            Maps: 1 accepted, 1 tentative, 1 declined, 1 without a response (1 unreachable), 1 to confirm
            Budgets: 0 accepted, 1 tentative, 0 declined, 2 without a response (0 unreachable), 0 to confirm
            5 responses stored in 2841 characters.

            """));
        Assert.That(File.ReadAllText(Repository.File("samples/docs/tutorial.md"))
            .Split("```text\n")[2].Split("```")[0].Split('\n')
            .Where(line => line != "…" && !output.Contains(line, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void After_an_empty_folder_nobody_has_responded()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        try
        {
            var (_, output) = SampleConsole.Run("ReadReplies", folder.FullName, ["."]);

            Assert.That(output, Does.Contain("Maps: 0 accepted, 0 tentative, 0 declined, 4 without a response"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
