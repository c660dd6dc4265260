using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;

namespace Better.Calendar.Delivery.Tests.Transports;

public sealed class DkimSignatureTests
{
    [Test]
    public void A_verifier_accepts_the_signature_and_the_bytes_of_the_email_are_unchanged()
    {
        using var key = RSA.Create(2048);
        using var pem = new MemoryStream(Encoding.ASCII.GetBytes(key.ExportRSAPrivateKeyPem()));
        var email = SmtpTransportTests.Render("guest@example.test");

        var signed = new DkimSignature("example.test", "better", pem).Sign(email);

        Assert.That(signed.Bytes.Span.EndsWith(email.Bytes.Span), Is.True);
        Assert.That(IsValid(signed, key), Is.True);
        var forged = signed.Bytes.ToArray();
        forged[^10] ^= 1;
        Assert.That(IsValid(signed with { Bytes = forged }, key), Is.False);
    }

    private static bool IsValid(RenderedMessage email, RSA key)
    {
        using var message = MimeMessage.Load(new MemoryStream(email.Bytes.ToArray()), persistent: true);
        return new DkimVerifier(new KeyLocator(key)).Verify(message, message.Headers[0]);
    }

    private sealed class KeyLocator(RSA key) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default)
        {
            Assert.That((domain, selector), Is.EqualTo(("example.test", "better")));
            using var text = new StringReader(key.ExportSubjectPublicKeyInfoPem());
            using var pem = new PemReader(text);
            return (AsymmetricKeyParameter)pem.ReadObject();
        }

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
