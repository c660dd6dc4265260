using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Better.Calendar.Tests.Peers;

/// <summary>Real mail servers: submission to Postfix (STARTTLS, AUTH), LMTP to Dovecot, reading by IMAP.</summary>
/// <remarks>
/// Needs the part <c>mail</c>. Any user of example.test exists and has the password <c>secret</c>; other domains are rejected.
/// A fixture starts it once and disposes it in its OneTimeTearDown; it must be <c>[NonParallelizable]</c>, because the ports are fixed.
/// </remarks>
public sealed class MailPeers : IDisposable
{
    private const string Host = "127.0.0.1";
    private const int SubmissionPort = 10587;
    private const int ImapPort = 10143;
    private const string Password = "secret";

    private readonly PeerServers servers;
    private readonly byte[] certificate;

    private MailPeers(PeerServers servers, byte[] certificate)
    {
        this.servers = servers;
        this.certificate = certificate;
    }

    /// <summary>Starts both servers with empty mailboxes.</summary>
    public static MailPeers Start()
    {
        var servers = PeerServers.Start("mail");
        try
        {
            using var own = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(servers.Folder, "dovecot", "cert.pem"));
            return new MailPeers(servers, own.RawData);
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    /// <summary>The certificate of the servers, for localhost; a program trusts it by SSL_CERT_FILE.</summary>
    public string CertificateFile => Path.Combine(servers.Folder, "dovecot", "cert.pem");

    /// <summary>Sends a mail as a host does with MailKit.</summary>
    /// <param name="mail">The bytes of the message, headers and body.</param>
    /// <param name="from">The sender of the envelope, who also logs in.</param>
    /// <param name="to">The recipients of the envelope.</param>
    public void Send(byte[] mail, string from, params string[] to)
    {
        using var bytes = new MemoryStream(mail);
        using var message = MimeMessage.Load(bytes, persistent: true);
        using var client = Submission(from);
        client.Send(message, Mailbox(from), to.Select(Mailbox));
        client.Disconnect(quit: true);
    }

    /// <summary>A connection to the submission server, logged in as this user.</summary>
    public SmtpClient Submission(string user)
    {
        var client = new SmtpClient { ServerCertificateValidationCallback = (_, received, _, _) => IsTrusted(received) };
        client.Connect(Host, SubmissionPort, SecureSocketOptions.StartTls);
        client.Authenticate(user, Password);
        return client;
    }

    /// <summary>An IMAP connection, logged in as this user.</summary>
    public ImapClient Imap(string user)
    {
        var client = new ImapClient { ServerCertificateValidationCallback = (_, received, _, _) => IsTrusted(received) };
        client.Connect(Host, ImapPort, SecureSocketOptions.StartTls);
        client.Authenticate(user, Password);
        return client;
    }

    /// <summary>The bytes of all messages in a user's inbox, oldest first; waits up to ten seconds until there are enough.</summary>
    public IReadOnlyList<byte[]> Inbox(string user, int expected = 1)
    {
        using var client = Imap(user);
        client.Inbox!.Open(FolderAccess.ReadOnly);
        var messages = PeerServers.Await<int>(expected, () =>
        {
            client.NoOp();
            return [.. Enumerable.Range(0, client.Inbox.Count)];
        });
        byte[][] inbox = [.. messages.Select(index => Bytes(client.Inbox, index))];
        client.Disconnect(quit: true);
        return inbox;
    }

    /// <summary>The flags of all messages in a user's inbox, oldest first.</summary>
    public IReadOnlyList<MessageFlags> Flags(string user)
    {
        using var client = Imap(user);
        client.Inbox!.Open(FolderAccess.ReadOnly);
        MessageFlags[] flags = [.. client.Inbox.Fetch(0, -1, MessageSummaryItems.Flags).Select(static message => message.Flags!.Value)];
        client.Disconnect(quit: true);
        return flags;
    }

    /// <summary>The decoded bytes of a mail's one text/calendar part.</summary>
    public static byte[] CalendarPart(byte[] mail)
    {
        using var bytes = new MemoryStream(mail);
        using var message = MimeMessage.Load(bytes);
        using var content = new MemoryStream();
        message.BodyParts.OfType<MimePart>().Single(static part => part.ContentType.IsMimeType("text", "calendar"))
            .Content!.DecodeTo(content);
        return content.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => servers.Dispose();

    private static MailboxAddress Mailbox(string address) => new(string.Empty, address);

    private static byte[] Bytes(IMailFolder folder, int index)
    {
        using var stream = folder.GetStream(index, string.Empty);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private bool IsTrusted(X509Certificate? received) =>
        received is not null && received.GetRawCertData().AsSpan().SequenceEqual(certificate);
}
