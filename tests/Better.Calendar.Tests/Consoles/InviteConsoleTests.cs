using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The sample console as a user runs it, with arguments, an exit code and files.</summary>
[NonParallelizable]
public sealed class InviteConsoleTests
{
    private readonly Dictionary<string, string> environment = [];

    private string folder = "";

    [SetUp]
    public void CreateFolder()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;
        environment.Clear();
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Without_arguments_it_writes_one_calendar_file_three_emails_per_participant_and_a_preview()
    {
        var (code, output) = Run();

        Assert.That(code, Is.Zero, output);
        Assert.That(Files("out"), Has.Exactly(1).EndsWith(".ics").And.Exactly(15).EndsWith(".eml").And.Exactly(1).EndsWith("preview.html"));
        Assert.That(Files("out").Select(Path.GetFileName), Does.Contain("03-invitation-1-eszter.szucs.eml"));
        Assert.That(
            output,
            Does.Contain("Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)").And.Contain("2020-05-20T08:00:00Z"));
        Assert.That(Files("out")
            .Where(file => file.EndsWith(".eml", StringComparison.Ordinal))
            .SelectMany(file => InvitationValidator.ValidateEmail(File.ReadAllBytes(file)).Findings), Is.Empty);
    }

    [Test]
    public void Two_runs_write_the_same_bytes()
    {
        Run("write", "--out", "one");
        Run("write", "--out", "two");

        Assert.That(Files("one").Select(File.ReadAllBytes), Is.EqualTo(Files("two").Select(File.ReadAllBytes)));
        Assert.That(Files("one"), Has.Length.EqualTo(17));
    }

    [Test]
    public void A_second_run_replaces_the_emails_of_the_first()
    {
        Run("write", "--participants", Repository.File("samples/InviteConsole/Data/participants.csv"));
        Assert.That(Files("out").Count(file => file.EndsWith(".eml", StringComparison.Ordinal)), Is.EqualTo(15 + 155));

        Run("write");

        Assert.That(Files("out"), Has.Length.EqualTo(17));
    }

    [Test]
    public void A_series_can_be_moved_to_a_day_in_the_future()
    {
        var (code, output) = Run("write", "--shift-to", "2027-01-19", "--at", "2026-12-01T09:00:00Z");

        Assert.That(code, Is.Zero, output);
        Assert.That(
            File.ReadAllText(Files("out").Single(file => file.EndsWith(".ics", StringComparison.Ordinal))),
            Does.Contain("DTSTART;TZID=Europe/Budapest:20270121T103000").And.Contain("DTSTAMP:20261201T090000Z"));
    }

    [TestCase("\"zone\": \"Europe/Budapest\"", "\"zone\": \"Europe/Budapesst\"", "zone: ")]
    [TestCase("\"id\": \"2\"", "\"id\": \"1\"", "workshops[1].id: ")]
    [TestCase("kadri.tamm@tartu.example", "kadri\\r\\n.tamm@tartu.example", "participants[1].email: ")]
    [TestCase("2020-06-16T10:30", "2020-03-29T02:30", "workshops[0].start: ")]
    [TestCase("https://better.webex.example/j/1616001", "http://better.webex.example/j/1616001", "workshops[0].meeting.url: ")]
    [TestCase("\"id\": \"2\"", "\"id\": \"2\",,", "line ")]
    public void An_error_in_the_document_is_reported_with_its_location_and_nothing_is_written(string good, string bad, string location)
    {
        var document = File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json"));
        var broken = Path.Combine(folder, "broken.json");
        File.WriteAllText(broken, document.Replace(good, bad, StringComparison.Ordinal));
        Assert.That(File.ReadAllText(broken), Is.Not.EqualTo(document));

        var (code, output) = Run("write", "--series", broken);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output.Trim(), Does.StartWith(location));
        Assert.That(Files("."), Is.EqualTo(new[] { broken }));
    }

    [TestCase("write", "--series", "nowhere.json")]
    [TestCase("write", "--at", "yesterday")]
    [TestCase("write", "--shift-to", "tomorrow")]
    [TestCase("write", "--color")]
    [TestCase("dance")]
    [TestCase("send")]
    [TestCase("send", "--smtp", "http://mail.example")]
    [TestCase("send", "--smtp", "smtp://me:secret@mail.example")]
    [TestCase("check")]
    [TestCase("check", "nowhere.ics")]
    [TestCase("replies")]
    [TestCase("replies", "mails", "--series", "nowhere.json")]
    public void Wrong_usage_ends_with_exit_code_2_and_a_message(params string[] arguments)
    {
        var (code, output) = Run(arguments);

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Is.Not.Empty.And.Not.Contain("   at "));
        Assert.That(Files("."), Is.Empty);
    }

    [TestCase("--help")]
    [TestCase("write", "--help")]
    [TestCase("send", "--help")]
    [TestCase("check", "--help")]
    [TestCase("replies", "--help")]
    public void Every_command_has_help(params string[] arguments)
    {
        var (code, output) = Run(arguments);

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("Usage"));
    }

    [Test]
    public void An_output_folder_with_other_files_is_not_replaced()
    {
        Directory.CreateDirectory(Path.Combine(folder, "out", "emails"));
        var other = Path.Combine(folder, "out", "emails", "novel.txt");
        File.WriteAllText(other, "chapter one");

        var (code, output) = Run();

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("novel.txt"));
        Assert.That(Files("."), Is.EqualTo(new[] { other }));
    }

    [Test]
    public void Check_accepts_the_files_of_write_and_finds_a_broken_one()
    {
        Run();
        var ics = Files("out").Single(file => file.EndsWith(".ics", StringComparison.Ordinal));
        Assert.That(Run(["check", ics, .. Files("out").Where(file => file.EndsWith(".eml", StringComparison.Ordinal))]).Code, Is.Zero);

        File.WriteAllText(ics, File.ReadAllText(ics).Replace("\r\nUID:", "\r\nX-UID:", StringComparison.Ordinal));
        var (code, output) = Run("check", ics);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("UID"));
    }

    [Test]
    [Category(PeerRig.Category)]
    public void Send_sends_through_a_real_server_and_reports_rejected_recipients()
    {
        using var servers = MailPeers.Start();
        environment["SSL_CERT_FILE"] = servers.CertificateFile;
        environment["BETTER_SMTP_PASSWORD"] = "secret";
        string[] common = ["send", "--smtp", "smtp://organizer%40example.test@localhost:10587", "--organizer", "organizer@example.test"];
        File.WriteAllText(Path.Combine(folder, "more.csv"), "name,email\nŐri Réka,attendee@example.test\n");

        var (code, output) = Run([.. common, "--participants", "more.csv", "--shift-to", "2027-01-19", "--at", "2026-12-01T09:00:00Z"]);

        // This server rejects the domains of the five participants of the sample; the others still get their emails.
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("giulia.rossi@genova.example").And.Contain("550").And.Contain("3 of 18 emails"));
        Assert.That(servers.Inbox("attendee@example.test", expected: 3)
            .Select(mail => System.Text.Encoding.UTF8.GetString(MailPeers.CalendarPart(mail))),
                Has.All.Contain("METHOD:REQUEST").And.All.Contain("DTSTART;TZID=Europe/Budapest:202701"));

        environment["BETTER_SMTP_PASSWORD"] = "wrong";
        var rejected = Run([.. common, "--to", "attendee@example.test"]);
        Assert.That(rejected.Code, Is.EqualTo(1));
        Assert.That(rejected.Output, Does.Contain("535"));
    }

    private string[] Files(string path)
    {
        var root = new DirectoryInfo(Path.Combine(folder, path));
        return root.Exists
            ? [.. root.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName).Order(StringComparer.Ordinal)]
            : [];
    }

    private (int Code, string Output) Run(params string[] arguments) => SampleConsole.Run(folder, environment, arguments);
}
