using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace WebHost;

/// <summary>Bytes that go out as they are or compressed, each form with an ETag of its own.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="mediaType">The Content-Type.</param>
/// <param name="modified">When the content changed last; null: nobody knows.</param>
public sealed class Representation(byte[] bytes, string mediaType, Instant? modified)
{
    private readonly Lazy<byte[]> compressed = new(() => Compress(bytes));

    /// <summary>A short name of the content.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>The answer to a GET or HEAD: 200, or 304 where the client has it already (RFC 9110, 13).</summary>
    public FileContentHttpResult ToResult(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var compress = AcceptsGzip(context.Request);
        if (compress)
        {
            headers.ContentEncoding = "gzip";
        }

        // RFC 9110, 8.8.3.3: a strong ETag names bytes, so the compressed ones have another.
        return TypedResults.Bytes(
            compress ? compressed.Value : bytes,
            mediaType,
            lastModified: modified?.ToDateTimeOffset(),
            entityTag: new($"\"{Digest}{(compress ? "-gzip" : "")}\""));
    }

    // RFC 9110, 12.5.3: gzip by name, else by the asterisk; a quality of 0 means "not that".
    private static bool AcceptsGzip(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return (accepted.FirstOrDefault(static one => one.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(static one => one.Value == "*")) is { } named
            && named.Quality != 0;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
