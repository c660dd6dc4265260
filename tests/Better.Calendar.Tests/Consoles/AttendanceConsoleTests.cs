using Better.Calendar.Testing;

namespace Better.Calendar.Tests.Consoles;

/// <summary>
/// The attendance on its way through the console: <c>replies</c> writes it, <c>plan</c>, <c>write</c> and <c>send</c> take it.
/// </summary>
[NonParallelizable]
public sealed class AttendanceConsoleTests
{
    private static readonly string Document = File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json"));

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void An_update_that_does_not_ask_again_carries_the_response_of_the_attendance_file()
    {
        File.WriteAllText(InFolder("first.json"), Document);
        File.WriteAllText(InFolder("edited.json"), Document.Replace("Lauri Sock", "Maarja Kask", StringComparison.Ordinal));
        Run("write", "--series", "first.json", "--at", "2020-05-20T08:00:00Z", "--store", "stored.json");
        Accept("kadri.tamm@tartu.example");

        var replies = Run("replies", "mails", "--series", "stored.json", "--attendance", "attendance.json");
        var again = Run("replies", "mails", "--series", "stored.json", "--attendance", "attendance.json");
        var edit = new[] { "--previous", "stored.json", "--series", "edited.json", "--at", "2020-05-22T08:00:00Z" };
        var without = Run(["plan", .. edit]);
        var plan = Run(["plan", .. edit, "--attendance", "attendance.json"]);
        Run(["write", .. edit, "--attendance", "attendance.json", "--out", "updates"]);
        var dry = Run(["send", .. edit, "--attendance", "attendance.json", "--dry-run"]);

        Assert.That(replies, Does.Contain("attendance.json"));
        Assert.That(again, Is.EqualTo(replies));
        Assert.That(
            AttendanceDocument.Read(File.ReadAllText(InFolder("attendance.json"))).Entries.Select(entry => entry.Status),
            Is.EqualTo(new[] { ParticipationStatus.Accepted }));
        Assert.That(Flatten(without), Does.Contain("No responses were given"));
        Assert.That(Flatten(plan), Does.Contain("4 people of whom no response is known").And.Contain("accepted: 1, no response: 4")
            .And.Not.Contain("No responses were given"));
        Assert.That(Flatten(dry), Does.Contain("4 people of whom no response is known"));
        Assert.That(ReadAttendees("updates"), Has.Exactly(1).Contains(";PARTSTAT=ACCEPTED:mailto:kadri").And.Exactly(4)
            .Contains(";PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:"));
    }

    [Test]
    public void Who_has_accepted_before_the_first_emails_gets_a_confirmation()
    {
        File.WriteAllText(InFolder("first.json"), Document);
        Accept("kadri.tamm@tartu.example");
        Run("replies", "mails", "--series", "first.json", "--attendance", "attendance.json");

        Run("write", "--series", "first.json", "--at", "2020-05-20T08:00:00Z", "--attendance", "attendance.json");

        Assert.That(Emails("out"), Has.Exactly(1).Contains("-confirmation-1-kadri.tamm").And.Exactly(14).Contains("-invitation-"));
    }

    [Test]
    public void Write_invites_nobody_to_a_workshop_that_is_cancelled_or_over()
    {
        var series = SeriesDocument.Read(Document);
        File.WriteAllText(
            InFolder("edited.json"),
            SeriesDocument.Write(series with
            {
                Workshops = [series.Workshops[0], series.Workshops[1] with { Status = WorkshopStatus.Cancelled }, series.Workshops[2]],
            }));

        var output = Run("write", "--series", "edited.json", "--at", "2020-06-16T12:00:00Z");

        Assert.That(Emails("out"), Has.Length.EqualTo(5).And.All.Contains("-invitation-3-"));
        Assert.That(Flatten(output), Does.Contain("Workshop \"1\" has ended: Tuesday 16 June 2020"));
    }

    [Test]
    public void The_series_of_2020_is_written_whole_also_from_its_file()
    {
        File.WriteAllText(InFolder("first.json"), Document);

        Run("write", "--series", "first.json");

        Assert.That(Emails("out"), Has.Length.EqualTo(15));
    }

    [Test]
    public void A_stored_series_is_not_invited_again()
    {
        Run("write", "--at", "2020-05-20T08:00:00Z", "--store", "stored.json");

        var (code, output) = SampleConsole.Run(folder, new Dictionary<string, string>(), ["write", "--series", "stored.json"]);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(Flatten(output), Does.Contain("--previous"));
    }

    private void Accept(string address)
    {
        var (series, email) = (SeriesDocument.Read(Document), EmailAddress.Parse(address));
        using var invitation = new InvitationComposer().Compose(
            series, series.Workshops[0], series.Participants.Single(one => one.Email == email), Samples.Announced).ToMimeMessage();
        using var reply = SimulatedReply.CreateResponse(invitation, email, ParticipationStatus.Accepted, Samples.Announced);
        reply.Headers.Insert(0, "Authentication-Results", "mx.host.example; dmarc=pass header.from=tartu.example");
        Directory.CreateDirectory(InFolder("mails"));
        reply.WriteTo(InFolder("mails/reply.eml"));
    }

    private string InFolder(string name) => Path.Combine(folder, name);

    private string[] Emails(string output) =>
        [.. Directory.EnumerateFiles(InFolder(output), "*.eml", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!)];

    private IEnumerable<string> ReadAttendees(string output) =>
        from file in Directory.EnumerateFiles(InFolder(output), "*.eml", SearchOption.AllDirectories)
        let parts = MimeKit.MimeMessage.Load(file).BodyParts.OfType<MimeKit.TextPart>()
        let calendar = parts.First(part => part.ContentType.IsMimeType("text", "calendar")).Text.ReplaceLineEndings("\n")
        from line in calendar.Replace("\n ", "", StringComparison.Ordinal).Split('\n')
        where line.StartsWith("ATTENDEE", StringComparison.Ordinal)
        select line;

    private static string Flatten(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Run(params string[] arguments)
    {
        var trusted = arguments[0] == "replies" ? [.. arguments, "--trusted-server", "mx.host.example"] : arguments;
        var (code, output) = SampleConsole.Run(folder, new Dictionary<string, string>(), trusted);
        Assert.That(code, Is.Zero, output);
        return output;
    }
}
