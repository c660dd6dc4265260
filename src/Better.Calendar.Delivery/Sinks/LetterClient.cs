using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Sinks;

/// <summary>MailKit's client for letters that are printed already: there is nothing to prepare, and their length is known.</summary>
internal sealed class LetterClient : SmtpClient
{
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // ASCII in lines of at most 76 already: as strict as any server may want it, with or without 8BITMIME.
    }

    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) => ((PrintedBody)message.Body!).Length;

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(((PrintedBody)message.Body!).Length);
}
