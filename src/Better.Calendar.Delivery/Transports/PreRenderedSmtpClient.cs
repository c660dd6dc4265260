using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>MailKit's client for emails that are rendered already: they need no preparation, and their length is known.</summary>
internal sealed class PreRenderedSmtpClient : SmtpClient
{
    /// <summary>Whether the server has accepted the sender of the email that is being sent.</summary>
    public bool IsSenderAccepted { get; set; }

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => IsSenderAccepted = true;

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // The message is ASCII in lines of at most 76 characters, which suits every server, with or without 8BITMIME.
    }

    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        ((PreRenderedBody)message.Body!).Length;

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(((PreRenderedBody)message.Body!).Length);
}
