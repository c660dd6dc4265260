using System.Globalization;
using System.Text;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Testing;
using Better.Calendar.Tests;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>
/// A thousand people are in an outbox, a series document with its state, and an attendance. Half of them are forgotten: no byte of them is
/// in any file or in a dump of the database, and everything else is as before.
/// </summary>
public abstract class ErasureContract
{
    private static readonly int People = TestScale.Long ? 1000 : 200;

    private DirectoryInfo folder = null!;

    protected DirectoryInfo Folder => folder;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void DeleteFolder() => folder.Delete(recursive: true);

    private protected abstract Task<IOutboxStore> OpenStoreAsync();

    /// <summary>A dump of the database as text.</summary>
    private protected abstract Task<string> DumpAsync();

    /// <summary>The files of the database.</summary>
    private protected abstract Task<IReadOnlyList<FileInfo>> ReadFilesAsync();

    [Test]
    public async Task Forgotten_people_are_in_no_file_and_no_dump_and_the_others_and_the_counts_are_as_before()
    {
        await using var store = await OpenStoreAsync();
        var revision = SeriesRevision.First(CreateSeries(), TestSeries.At);
        var outbox = new Outbox(store);
        await outbox.EnqueueAsync(revision);
        await outbox.WithdrawAsync(new() { Domain = "late.example" });
        var mail = Path.Combine(Folder.FullName, "mail");
        await new DeliveryWorker(store, null, new MaildirTransport(mail)).DrainAsync(Duration.FromMinutes(1));
        Directory.Delete(mail, recursive: true);
        var before = await outbox.CountAsync();
        var undelivered = await ReadKeysAsync(outbox, DeliveryStatus.Withdrawn);
        var series = revision.Series with { State = revision.Series.State!.WithUndelivered(undelivered) };
        var attendance = Respond(series);
        AssertFound(await ReadAllAsync(series, attendance), static _ => true, "planted");

        for (var person = 0; person < People; person += 2)
        {
            Assert.That(await outbox.ForgetAsync(Address(person)), Is.EqualTo(1), $"{person}");
            series = series.Forget(Address(person));
            attendance = attendance.Forget(Address(person));
        }

        AssertFound(await ReadAllAsync(series, attendance), static person => person % 2 == 1, "after half were forgotten");
        foreach (var file in await ReadFilesAsync())
        {
            var content = Read(file);
            var left = Enumerable.Range(0, People / 2).Select(static half => half * 2)
                .Where(person => Traces(person).Any(trace => content.Contains(trace, StringComparison.OrdinalIgnoreCase)));
            Assert.That(left, Is.Empty, file.FullName);
        }

        Assert.That(await outbox.CountAsync(), Is.EqualTo(before));
        Assert.That(await outbox.EnqueueAsync(revision), Is.Zero, "a repeated plan sends them nothing");
        Assert.That((await outbox.CountAsync()).Remaining, Is.Zero);
        Assert.That(await outbox.ReopenAsync(new()), Has.Count.EqualTo(before.Withdrawn / 2), "nothing that is erased can be sent");
        Assert.That(attendance.Entries, Has.Count.EqualTo(People / 2), "the responses of the others");
        Assert.That(series.State!.Recipients, Has.Count.EqualTo(People / 2));
        Assert.That(series.State.Undelivered, Has.Count.EqualTo(undelivered.Count / 2));
        var next = SeriesRevision.Between(series, series, TestSeries.At + Duration.FromDays(1));
        Assert.That(
            next.Emails.Select(static email => email.Recipient.Email),
            Is.EquivalentTo(Enumerable.Range(0, People).Where(static person => person % 10 == 1).Select(Address)),
            "invited again are those whose invitation was withdrawn, and nobody is told that they were forgotten");
        Assert.That(await outbox.ExportAsync(Address(0)), Is.EqualTo("[]"));
        Assert.That(await outbox.ExportAsync(Address(1)), Does.Contain(Name(1)).And.Not.Contain(Name(3)));
    }

    [Test]
    public async Task Purged_emails_are_counted_and_not_sent_again_and_their_documents_are_gone()
    {
        await using var store = await OpenStoreAsync();
        var revision = SeriesRevision.First(CreateSeries(), TestSeries.At);
        var outbox = new Outbox(store);
        await outbox.EnqueueAsync(revision);
        await outbox.WithdrawAsync(new() { Domain = "late.example" });
        var open = (await outbox.CountAsync()).Remaining;

        Assert.That(await outbox.PurgeAsync(Instant.FromUnixTimeSeconds(0)), Is.Zero);
        Assert.That(await outbox.PurgeAsync(Instant.FromUtc(2500, 1, 1, 0, 0)), Is.EqualTo(People - open));

        Assert.That((await outbox.CountAsync()).Total, Is.EqualTo(People));
        Assert.That(await outbox.EnqueueAsync(revision), Is.Zero);
        await outbox.WithdrawAsync(new());
        await outbox.PurgeAsync(Instant.FromUtc(2500, 1, 1, 0, 0));
        var all = await DumpAsync() + string.Concat((await ReadFilesAsync()).Select(Read));
        string[] traces = [.. Traces(7), "meet.example/maps"];
        Assert.That(traces.Where(trace => all.Contains(trace, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private protected static string Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static WorkshopSeries CreateSeries() => TestSeries.Create(0) with
    {
        Participants =
            [.. Enumerable.Range(0, People).Select(static person => new Participant { Name = Name(person), Email = Address(person) })],
    };

    /// <summary>Everybody responds: every third by mail, with a comment that names them; of those, some delegate to a neighbor.</summary>
    private static Attendance Respond(WorkshopSeries series)
    {
        var attendance = Attendance.Empty;
        var replies = new List<ReplyResult>();
        var composer = new InvitationComposer();
        for (var person = 0; person < People; person++)
        {
            var (participant, at) = (series.Participants[person], TestSeries.At + Duration.FromHours(1));
            if (person % 3 > 0)
            {
                attendance =
                    attendance.WithRsvpPageResponse(series, series.Workshops[0], participant, ParticipationStatus.Accepted, at);
                continue;
            }

            using var invitation = composer.Compose(series, series.Workshops[0], participant, TestSeries.At).ToMimeMessage();
            using var reply = person % 9 == 0
                ? SimulatedReply.CreateDelegation(invitation, participant.Email, Address((person + 1) % People), at, Name(person))
                : SimulatedReply.CreateResponse(invitation, participant.Email, ParticipationStatus.Declined, at, Name(person));
            replies.Add(ReplyReader.Read(reply, series));
        }

        attendance = attendance.WithReplies(replies);
        Assert.That(attendance.Entries.Select(static entry => entry.Email).Distinct().Count(), Is.EqualTo(People));
        return attendance;
    }

    private static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"Person-{person * 7919:x8}-xyzzy");

    private static EmailAddress Address(int person) => EmailAddress.Parse(
        string.Create(CultureInfo.InvariantCulture, $"trace-{person * 104729:x8}@{(person % 10 < 2 ? "late" : "guest")}.example"));

    /// <summary>What nobody else has, also as a dump writes bytes.</summary>
    private static string[] Traces(int person) =>
    [
        Name(person),
        Address(person).LocalPart,
        Convert.ToHexString(Encoding.UTF8.GetBytes(Name(person))),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Address(person).LocalPart)),
    ];

    private static void AssertFound(string all, Func<int, bool> isExpected, string what)
    {
        for (var person = 0; person < People; person++)
        {
            var traces = Traces(person).Where(trace => all.Contains(trace, StringComparison.OrdinalIgnoreCase)).ToList();
            Assert.That(traces, isExpected(person) ? Has.Count.GreaterThanOrEqualTo(2) : Is.Empty, $"{what}: {person}");
        }
    }

    private static async Task<List<string>> ReadKeysAsync(Outbox outbox, DeliveryStatus status)
    {
        var keys = new List<string>();
        await foreach (var entry in outbox.ReadAsync([status]))
        {
            keys.Add(entry.Message.Key);
        }

        return keys;
    }

    private async Task<string> ReadAllAsync(WorkshopSeries series, Attendance attendance) =>
        await DumpAsync() + SeriesDocument.Write(series) + AttendanceDocument.Write(attendance);
}
