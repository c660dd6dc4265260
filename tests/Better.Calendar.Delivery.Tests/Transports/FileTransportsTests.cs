using System.Text;
using MimeKit;

namespace Better.Calendar.Delivery.Tests.Transports;

public sealed class FileTransportsTests
{
    private static readonly RenderedMessage Email = SmtpTransportTests.Print("guest@example.test");
    private DirectoryInfo folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void RemoveFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task A_pickup_file_has_its_envelope_before_the_email_s_own_bytes()
    {
        await using var line = await new PickupDirectoryTransport(folder.FullName).OpenAsync(default);

        Assert.That((await line.SendAsync(Email, static () => Task.FromResult(true), default)).Status, Is.EqualTo(SendStatus.Accepted));

        var bytes = File.ReadAllBytes(folder.GetFiles().Single().FullName);
        var envelope = "X-Sender: organizer@example.test\r\nX-Receiver: guest@example.test\r\n";
        Assert.That(folder.GetFiles().Single().Extension, Is.EqualTo(".eml"));
        Assert.That(Encoding.ASCII.GetString(bytes), Does.StartWith(envelope));
        Assert.That(bytes[envelope.Length..], Is.EqualTo(Email.Bytes.ToArray()));
    }

    [Test]
    public async Task An_email_written_twice_is_there_once_and_one_in_other_hands_is_not_there()
    {
        await using var line = await new PickupDirectoryTransport(folder.FullName).OpenAsync(default);
        Assert.That((await line.SendAsync(Email, static () => Task.FromResult(false), default)).Status, Is.EqualTo(SendStatus.LeaseLost));
        Assert.That(folder.GetFiles(), Is.Empty);

        await line.SendAsync(Email, static () => Task.FromResult(true), default);
        await line.SendAsync(Email, static () => Task.FromResult(true), default);

        Assert.That(folder.GetFiles(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_Maildir_holds_the_email_with_line_feeds_and_nothing_in_tmp()
    {
        await using var line = await new MaildirTransport(folder.FullName).OpenAsync(default);

        await line.SendAsync(Email, static () => Task.FromResult(true), default);

        var file = new DirectoryInfo(Path.Combine(folder.FullName, "new")).GetFiles().Single();
        Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "tmp")), Is.Empty);
        Assert.That(File.ReadAllBytes(file.FullName), Has.None.EqualTo((byte)'\r'));
        using var message = MimeMessage.Load(file.FullName);
        Assert.That((message.MessageId, message.BodyParts.Count(static part => part.ContentType.IsMimeType("text", "calendar"))), Is.EqualTo((Email.MessageId, 1)));
    }

    [Test]
    public void A_pickup_folder_that_is_not_there_is_named() =>
        Assert.That(() => new PickupDirectoryTransport("/nowhere/pickup").OpenAsync(default), Throws.TypeOf<TransportException>().With.Message.Contains("/nowhere/pickup"));
}
