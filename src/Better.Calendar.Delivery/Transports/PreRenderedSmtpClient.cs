using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>MailKit's client for emails that are printed already: there is nothing to prepare, and their length is known.</summary>
internal sealed class PreRenderedSmtpClient : SmtpClient
{
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // ASCII in lines of at most 76 already: as strict as any server may want it, with or without 8BITMIME.
    }

    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) => ((PreRenderedBody)message.Body!).Length;

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(((PreRenderedBody)message.Body!).Length);
}
