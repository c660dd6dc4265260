using System.Text;
using Better.Calendar.Tests.Peers;
using Better.Calendar.Tests.Replies;
using MailKit;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The command <c>replies</c> of the sample console, with folders, mbox files and a real mailbox.</summary>
[NonParallelizable]
public sealed class RepliesConsoleTests
{
    private readonly Dictionary<string, string> environment = [];

    private string folder = "";

    [SetUp]
    public void CreateFolderWithTheSeries()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;
        File.WriteAllText(Path.Combine(folder, "series.json"), SeriesDocument.Write(Corpus.Series));
        environment.Clear();
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void It_shows_who_attends_and_which_mails_were_set_aside_and_why()
    {
        var (code, output) = Replies(Mails(), "--trusted-server", "mx.host.example", "--csv", "who.csv");

        Assert.That(code, Is.Zero, output);
        Assert.That(
            output,
            Does.Contain(
                "accepted").And.Contain(
                "accepted: 1").And.Contain(
                "organizer-cancel.eml: NotAReply").And.Contain(
                "82 mails read."));
        Assert.That(
            Read("who.csv").Replace('"', '|'),
            Does.Contain("|1|,|Anna|,|anna@guest.example|,|accepted|,|0|,|yes|,|2027-03-01T10:00:00Z|,|Authenticated|,||\r\n"));
    }

    [Test]
    public void JSON_tells_what_each_mail_says_and_the_attendance_is_written_for_the_next_command()
    {
        File.WriteAllBytes(Path.Combine(folder, "one.eml"), Corpus.Bytes("google-comment.eml"));
        File.WriteAllBytes(Path.Combine(folder, "two.eml"), Corpus.Bytes("bounce-postfix.eml"));

        var (code, output) = Replies("one.eml", "two.eml", "--json", "--attendance", "who.json");

        Assert.That(code, Is.Zero, output);
        using var json = System.Text.Json.JsonDocument.Parse(output);
        var results = json.RootElement.GetProperty("mails").EnumerateArray()
            .SelectMany(static mail => mail.GetProperty("results").EnumerateArray());
        Assert.That(
            results.Select(static result => (result.GetProperty("kind").GetString(), result.GetProperty("participant").GetString())),
            Is.EqualTo(new[] { ("response", "anna@guest.example"), ("bounce", "anna@guest.example") }));
        Assert.That(
            json.RootElement.GetProperty("attendance").EnumerateArray().Select(static entry => entry.GetProperty("status").GetString()),
            Does.Contain("tentative").And.Contain("none"));
        var attendance = AttendanceDocument.Read(Read("who.json"));
        Assert.That((attendance.Responses.Count, attendance.Unreachable.Count), Is.EqualTo((1, 1)));

        Assert.That(Replies("one.eml", "--attendance", "who.json").Code, Is.Zero);
        Assert.That(AttendanceDocument.Read(Read("who.json")), Is.EqualTo(attendance));
    }

    [TestCase("=1+2", "'=1+2")]
    [TestCase("x;=cmd|'/c calc'!A1", "x;'=cmd|'/c calc'!A1")]
    [TestCase("a\\n@SUM(1)", "a\n'@SUM(1)")]
    [TestCase("she said \"hi\"", "she said \"\"hi\"\"")]
    public void A_comment_in_the_CSV_is_quoted_and_is_no_formula(string comment, string field)
    {
        var escaped = comment.Replace(";", "\\;", StringComparison.Ordinal);
        File.WriteAllText(
            Path.Combine(folder, "one.eml"),
            "From: anna@guest.example\r\nMessage-ID: <a@b>\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
                + "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:spring.1@host.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example\r\n"
                + $"COMMENT:{escaped}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

        Assert.That(Replies("one.eml", "--csv", "who.csv").Code, Is.Zero);

        var bytes = File.ReadAllBytes(Path.Combine(folder, "who.csv"));
        Assert.That(bytes[..3], Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
        Assert.That(Read("who.csv"), Does.Contain($",\"{field}\"\r\n"));
    }

    [Test]
    public void An_mbox_gives_the_same_result_as_a_folder_with_its_mails()
    {
        var latin = Encoding.Latin1;
        Directory.CreateDirectory(Path.Combine(folder, "mails"));
        var box = new StringBuilder();
        foreach (var name in new[] { "authenticated", "google-comment", "kontact-accepted", "sogo-declined", "bounce-postfix" })
        {
            // The body has a line that an mbox has to quote (RFC 4155), and one that already looks quoted.
            var mail = latin.GetString(Corpus.Bytes(name + ".eml"))
                .TrimEnd()
                + "\r\nFrom here on nothing counts.\r\n>From there neither.\r\n";
            File.WriteAllBytes(Path.Combine(folder, "mails", name + ".eml"), latin.GetBytes(mail));
            var quoted = mail.Replace("\n>From ", "\n>>From ", StringComparison.Ordinal)
                .Replace("\nFrom ", "\n>From ", StringComparison.Ordinal);
            box.Append("From daemon@host.example Mon Mar  1 10:00:00 2027\n").Append(quoted).Append('\n');
        }

        File.WriteAllBytes(Path.Combine(folder, "replies.mbox"), latin.GetBytes(box.ToString()));

        var (one, two) =
            (Replies("mails", "--trusted-server", "mx.host.example", "--csv", "folder.csv"),
                Replies("replies.mbox", "--trusted-server", "mx.host.example", "--csv", "mbox.csv"));

        Assert.That((one.Code, two.Code), Is.EqualTo((0, 0)), one.Output + two.Output);
        Assert.That(two.Output, Does.Contain("5 mails read."));
        Assert.That(Read("mbox.csv"), Is.EqualTo(Read("folder.csv")).And.Contain("\"anna@guest.example\",\"accepted\""));
    }

    [Test]
    [Category(PeerRig.Category)]
    public void A_real_mailbox_can_be_read_repeatedly_and_is_not_changed()
    {
        const string User = "organizer@example.test";
        using var servers = MailPeers.Start();
        environment["SSL_CERT_FILE"] = servers.CertificateFile;
        environment["BETTER_IMAP_PASSWORD"] = "secret";
        foreach (var name in new[] { "authenticated", "google-declined", "ordinary" })
        {
            servers.Send(Corpus.Bytes(name + ".eml"), User, User);
        }

        var before = servers.Inbox(User, expected: 3);
        string[] mailbox = ["--imap", "imap://organizer%40example.test@localhost:10143/INBOX"];

        var first = Replies([.. mailbox, "--trusted-server", "mx.host.example", "--csv", "first.csv"]);
        var second = Replies([.. mailbox, "--trusted-server", "mx.host.example", "--csv", "second.csv"]);
        var secure = Replies("--imap", "imaps://organizer%40example.test@localhost:10993", "--trusted-server", "mx.host.example");

        Assert.That(first.Code, Is.Zero, first.Output);
        Assert.That(first.Output, Does.Contain("3 mails read.").And.Contain("NoCalendar"));
        Assert.That(Read("first.csv"), Does.Contain("\"anna@guest.example\",\"accepted\""));
        Assert.That((second.Output, Read("second.csv")), Is.EqualTo((first.Output, Read("first.csv"))));
        Assert.That(secure.Output, Is.EqualTo(first.Output));
        Assert.That(servers.Inbox(User, expected: 3), Is.EqualTo(before));
        Assert.That(servers.Flags(User), Is.All.Matches<MessageFlags>(static flags => (flags & ~MessageFlags.Recent) == MessageFlags.None));

        environment["BETTER_IMAP_PASSWORD"] = "wrong";
        AssertFailsWithoutStackTrace(Replies(mailbox));
        AssertFailsWithoutStackTrace(Replies("--imap", "imap://organizer%40example.test@localhost:1/INBOX"));
        environment["BETTER_IMAP_PASSWORD"] = "secret";
        AssertFailsWithoutStackTrace(Replies("--imap", "imap://organizer%40example.test@localhost:10143/Nowhere"));
        environment.Remove("SSL_CERT_FILE");
        AssertFailsWithoutStackTrace(Replies(mailbox));
    }

    private static void AssertFailsWithoutStackTrace((int Code, string Output) run)
    {
        Assert.That(run.Code, Is.EqualTo(1), run.Output);
        Assert.That(run.Output.Trim(), Is.Not.Empty.And.Not.Contain("   at "));
    }

    private static string Mails() => Repository.File("tests/Better.Calendar.Tests/Replies/Mails");

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    private (int Code, string Output) Replies(params string[] arguments) =>
        SampleConsole.Run(folder, environment, ["replies", "--series", "series.json", .. arguments]);
}
