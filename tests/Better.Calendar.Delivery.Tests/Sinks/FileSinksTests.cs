using System.Text;
using MimeKit;

namespace Better.Calendar.Delivery.Tests.Sinks;

public sealed class FileSinksTests
{
    private static readonly PrintedLetter Letter = SmtpSinkTests.Print("guest@example.test");
    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task A_pickup_file_has_its_envelope_before_the_letter_s_own_octets()
    {
        await using var line = await new PickupSink(folder.FullName).OpenAsync(default);

        Assert.That((await line.SendAsync(Letter, static () => Task.FromResult(true), default)).Kind, Is.EqualTo(HandoverKind.Taken));

        var octets = File.ReadAllBytes(folder.GetFiles().Single().FullName);
        var envelope = "X-Sender: organizer@example.test\r\nX-Receiver: guest@example.test\r\n";
        Assert.That(folder.GetFiles().Single().Extension, Is.EqualTo(".eml"));
        Assert.That(Encoding.ASCII.GetString(octets), Does.StartWith(envelope));
        Assert.That(octets[envelope.Length..], Is.EqualTo(Letter.Octets.ToArray()));
    }

    [Test]
    public async Task A_letter_written_twice_is_there_once_and_one_in_other_hands_is_not_there()
    {
        await using var line = await new PickupSink(folder.FullName).OpenAsync(default);
        Assert.That((await line.SendAsync(Letter, static () => Task.FromResult(false), default)).Kind, Is.EqualTo(HandoverKind.InOtherHands));
        Assert.That(folder.GetFiles(), Is.Empty);

        await line.SendAsync(Letter, static () => Task.FromResult(true), default);
        await line.SendAsync(Letter, static () => Task.FromResult(true), default);

        Assert.That(folder.GetFiles(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_Maildir_holds_the_letter_with_line_feeds_and_nothing_in_tmp()
    {
        await using var line = await new MaildirSink(folder.FullName).OpenAsync(default);

        await line.SendAsync(Letter, static () => Task.FromResult(true), default);

        var file = new DirectoryInfo(Path.Combine(folder.FullName, "new")).GetFiles().Single();
        Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "tmp")), Is.Empty);
        Assert.That(File.ReadAllBytes(file.FullName), Has.None.EqualTo((byte)'\r'));
        using var message = MimeMessage.Load(file.FullName);
        Assert.That((message.MessageId, message.BodyParts.Count(static part => part.ContentType.IsMimeType("text", "calendar"))), Is.EqualTo((Letter.MessageId, 1)));
    }

    [Test]
    public void A_pickup_folder_that_is_not_there_is_named() =>
        Assert.That(() => new PickupSink("/nowhere/pickup").OpenAsync(default), Throws.TypeOf<SinkException>().With.Message.Contains("/nowhere/pickup"));
}
