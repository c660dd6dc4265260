using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>
/// The authority of a city hall: it issues the certificates of its mail servers, and publishes a list of the revoked ones (CRL, RFC 5280)
/// on a server of its own, which may be out of reach.
/// </summary>
internal sealed class PrivateAuthority : IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<X509Certificate2> issued = [];
    private readonly CertificateRevocationListBuilder list = new();
    private readonly string path = $"{Guid.NewGuid():N}.crl"; // .NET keeps the lists that it has read, by their addresses
    private int requests;

    /// <summary>Starts the server of the list; if it is out of reach, nothing listens at its address.</summary>
    public PrivateAuthority(bool isReachable)
    {
        var request = new CertificateRequest($"CN=City Hall Root {path}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(30));
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        if (isReachable)
        {
            _ = ServeAsync();
        }
        else
        {
            listener.Stop();
        }
    }

    public X509Certificate2 Root { get; }

    /// <summary>How often the list was asked for.</summary>
    public int Requests => Volatile.Read(ref requests);

    private int Port { get; }

    /// <summary>
    /// Issues a certificate for localhost that names the list, or with OCSP a server that answers about single certificates.
    /// </summary>
    public X509Certificate2 Issue(bool hasOcsp = false)
    {
        using var own = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        request.CertificateExtensions.Add(hasOcsp
            ? new X509AuthorityInformationAccessExtension([$"http://127.0.0.1:{Port}/ocsp"], null)
            : CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([$"http://127.0.0.1:{Port}/{path}"]));
        using var certificate =
            request.Create(Root, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        issued.Add(certificate.CopyWithPrivateKey(own));
        return issued[^1];
    }

    public void Revoke(X509Certificate2 certificate) => list.AddEntry(certificate, DateTimeOffset.UtcNow.AddHours(-1));

    public void Dispose()
    {
        listener.Dispose();
        Root.Dispose();
        issued.ForEach(static certificate => certificate.Dispose());
        key.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                    // The headers of the request.
                }

                Interlocked.Increment(ref requests);
                var body = list.Build(Root, 1, DateTimeOffset.UtcNow.AddDays(1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                var head = "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nConnection: close\r\n"
                    + FormattableString.Invariant($"Content-Length: {body.Length}\r\n\r\n");
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]);
            }
        }
        catch (Exception problem) when (problem is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
