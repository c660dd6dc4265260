using MimeKit;
using MimeKit.Cryptography;

namespace Better.Calendar.Delivery;

/// <summary>Signs emails with DKIM (RFC 6376), for hosts whose mail server does not. Costs about 0.2 ms an email with RSA-2048.</summary>
public sealed class DkimSignature
{
    // What a reader sees, and what makes an invitation one.
    private static readonly HeaderId[] SignedHeaders =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ReplyTo, HeaderId.Sender, HeaderId.InReplyTo,
        HeaderId.References, HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.ContentTransferEncoding,
    ];

    private readonly DkimSigner signer;

    /// <summary>A signature.</summary>
    /// <param name="domain">The domain that signs: that of the organizer's address, for DMARC.</param>
    /// <param name="selector">The selector: the public key is in DNS under <c>selector._domainkey.domain</c>.</param>
    /// <param name="privateKey">The private key in PEM.</param>
    /// <exception cref="FormatException">It is no private key in PEM.</exception>
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

    /// <summary>The email with the signature before it; not one of its own bytes changes.</summary>
    internal RenderedMessage Sign(RenderedMessage email)
    {
        using var message = MimeMessage.Load(new MemoryStream(email.Bytes.ToArray(), writable: false), persistent: true);
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        signer.Sign(options, message, [.. SignedHeaders.Where(field => message.Headers.Contains(field) || message.Body!.Headers.Contains(field))]);
        using var signed = new MemoryStream();
        new HeaderList { message.Headers[0] }.WriteTo(options, signed);

        // MimeKit ends a list of headers with an empty line; the email's own headers follow here.
        signed.SetLength(signed.Length - 2);
        signed.Write(email.Bytes.Span);
        return email with { Bytes = signed.ToArray() };
    }
}
