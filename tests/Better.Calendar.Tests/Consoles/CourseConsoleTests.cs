using System.Text.Json;

namespace Better.Calendar.Tests.Consoles;

/// <summary>A series by one email about the whole course through the console: <c>--mode course</c>.</summary>
[NonParallelizable]
public sealed class CourseConsoleTests
{
    private static readonly string[] Page = ["--rsvp-page", "https://host.example/rsvp/", "--token-key", "rsvp.key"];

    private string folder = "";

    [SetUp]
    public void CreateFolder()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;
        File.WriteAllBytes(Path.Combine(folder, "rsvp.key"), [.. Enumerable.Range(0, 32).Select(static one => (byte)one)]);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Mode_course_writes_one_email_per_person_and_what_is_accepted_follows()
    {
        Run(0, ["write", "--mode", "course", "--store", "stored.json", .. Page]);
        var stored = SeriesDocument.Read(File.ReadAllText(Path.Combine(folder, "stored.json")));
        Assert.That(Emails("out"), Has.Length.EqualTo(5).And.All.Match("^0\\d-invitation-all-"));
        var links = Emails("out").Select(name => Link(File.ReadAllText(Path.Combine(folder, "out", "emails", name)))).ToList();
        Assert.That(links, Is.Unique.And.All.Match("^https://host.example/rsvp/[a-z2-7]{16}$"));

        var attendance = Attendance.Empty.WithRsvpPageResponses(
            stored,
            stored.Participants[0],
            new Dictionary<string, ParticipationStatus> { ["2"] = ParticipationStatus.Accepted },
            comment: null,
            Samples.Announced);
        File.WriteAllText(Path.Combine(folder, "attendance.json"), AttendanceDocument.Write(attendance));
        string[] again =
        [
            "--previous", "stored.json", "--series", "stored.json", "--attendance", "attendance.json", "--at", "2020-05-21T08:00:00Z",
        ];
        using var json = JsonDocument.Parse(Run(0, ["plan", "--json", .. again]));
        Run(0, ["write", "--out", "confirmed", .. again]);

        Assert.That(
            json.RootElement.GetProperty("emails").EnumerateArray()
                .Select(static one => (one.GetProperty("kind").GetString(), one.GetProperty("workshop").GetString())),
            Is.EqualTo(new (string?, string?)[] { ("confirmation", "2") }));
        Assert.That(Emails("confirmed"), Has.Length.EqualTo(1).And.All.StartsWith("01-confirmation-2-"));
        Assert.That(Run(0, ["rehearse", .. again]), Does.Contain("No calendar would disagree"));
    }

    [Test]
    public void Send_needs_the_page_and_sends_five_emails()
    {
        Assert.That(Run(2, "send", "--mode", "course", "--maildir", "mail"), Does.Contain("--rsvp-page"));
        Run(0, ["send", "--mode", "course", "--maildir", "mail", .. Page]);

        Assert.That(Directory.GetFiles(Path.Combine(folder, "mail", "new")), Has.Length.EqualTo(5));
    }

    [Test]
    public void A_missing_page_or_key_is_wrong_input()
    {
        File.WriteAllBytes(Path.Combine(folder, "short.key"), new byte[8]);

        Assert.That(Run(2, "write", "--mode", "course"), Does.Contain("--rsvp-page and --token-key"));
        Assert.That(Run(2, "write", "--rsvp-page", "https://host.example/"), Does.Contain("belong together"));
        Assert.That(Run(2, "write", "--rsvp-page", "host", "--token-key", "rsvp.key"), Does.Contain("not a web address"));
        Assert.That(Run(2, "write", "--rsvp-page", "https://host.example/", "--token-key", "short.key"), Does.Contain("8 bytes"));
        Assert.That(Run(2, "write", "--rsvp-page", "https://host.example/", "--token-key", "no.key"), Does.Contain("does not exist"));
    }

    private static string Link(string email)
    {
        using var message = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(email)));
        var html = message.HtmlBody!;
        var start = html.IndexOf("https://host.example/rsvp/", StringComparison.Ordinal);
        return html[start..html.IndexOf('"', start)];
    }

    private string[] Emails(string output) =>
        [.. Directory.GetFiles(Path.Combine(folder, output, "emails")).Select(static path => Path.GetFileName(path)).Order()];

    private string Run(int code, params string[] arguments)
    {
        var result = SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
        Assert.That(result.Code, Is.EqualTo(code), result.Output);
        return string.Join(' ', result.Output.Split((char[])[' ', '\n', '\r', '│'], StringSplitOptions.RemoveEmptyEntries));
    }
}
