using System.Text;
using MimeKit;

namespace Better.Calendar.Delivery.Tests.Transports;

public sealed class FileTransportsTests
{
    private static readonly RenderedMessage Email = SmtpTransportTests.Render("guest@example.test");
    private DirectoryInfo folder = null!;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void DeleteFolder() => folder.Delete(recursive: true);

    [Test]
    public async Task A_pickup_file_contains_the_envelope_and_then_the_bytes_of_the_email()
    {
        await using var connection = await new PickupDirectoryTransport(folder.FullName).OpenAsync(default);

        Assert.That(
            (await connection.SendAsync(Email, static () => Task.FromResult(true), default)).Status,
            Is.EqualTo(SendStatus.Accepted));

        var bytes = File.ReadAllBytes(folder.GetFiles().Single().FullName);
        var envelope = "X-Sender: organizer@example.test\r\nX-Receiver: guest@example.test\r\n";
        Assert.That(folder.GetFiles().Single().Extension, Is.EqualTo(".eml"));
        Assert.That(Encoding.ASCII.GetString(bytes), Does.StartWith(envelope));
        Assert.That(bytes[envelope.Length..], Is.EqualTo(Email.Bytes.ToArray()));
    }

    [Test]
    public async Task An_email_that_is_sent_twice_is_one_file_and_one_with_a_lost_lease_is_none()
    {
        await using var connection = await new PickupDirectoryTransport(folder.FullName).OpenAsync(default);
        Assert.That(
            (await connection.SendAsync(Email, static () => Task.FromResult(false), default)).Status,
            Is.EqualTo(SendStatus.LeaseLost));
        Assert.That(folder.GetFiles(), Is.Empty);

        await connection.SendAsync(Email, static () => Task.FromResult(true), default);
        await connection.SendAsync(Email, static () => Task.FromResult(true), default);

        Assert.That(folder.GetFiles(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_Maildir_contains_the_email_with_line_feeds_and_nothing_in_tmp()
    {
        await using var connection = await new MaildirTransport(folder.FullName).OpenAsync(default);

        await connection.SendAsync(Email, static () => Task.FromResult(true), default);

        var file = new DirectoryInfo(Path.Combine(folder.FullName, "new")).GetFiles().Single();
        Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "tmp")), Is.Empty);
        Assert.That(File.ReadAllBytes(file.FullName), Has.None.EqualTo((byte)'\r'));
        using var message = MimeMessage.Load(file.FullName);
        Assert.That(
            (message.MessageId, message.BodyParts.Count(static part => part.ContentType.IsMimeType("text", "calendar"))),
            Is.EqualTo((Email.MessageId, 1)));
    }

    [Test]
    public void A_missing_pickup_directory_is_named() =>
        Assert.That(
            () => new PickupDirectoryTransport("/nowhere/pickup").OpenAsync(default),
            Throws.TypeOf<TransportException>().With.Message.Contains("/nowhere/pickup"));
}
