using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>Content that is sent plain or compressed (gzip), each form with its own strong ETag (RFC 9110, 8.8.3).</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="mediaType">The Content-Type.</param>
/// <param name="modified">When the content was last changed; null if that is unknown, and no Last-Modified is sent.</param>
public sealed class Representation(byte[] bytes, string mediaType, Instant? modified)
{
    private readonly Lazy<byte[]> compressed = new(() => Compress(bytes));

    /// <summary>The first 128 bits of the SHA-256 of the content, in hexadecimal.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    /// <summary>The response to a GET or HEAD: 200, or 304 if the client has the content already (RFC 9110, 13).</summary>
    /// <param name="context">The request; headers are added to its response.</param>
    public FileContentHttpResult ToResult(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var compress = AcceptsGzip(context.Request);
        if (compress)
        {
            headers.ContentEncoding = "gzip";
        }

        // RFC 9110, 8.8.3.3: a strong ETag identifies bytes, so the compressed form has another one.
        return TypedResults.Bytes(
            compress ? compressed.Value : bytes,
            mediaType,
            lastModified: modified?.ToDateTimeOffset(),
            entityTag: new($"\"{Digest}{(compress ? "-gzip" : "")}\""));
    }

    // RFC 9110, 12.5.3: gzip by its name, otherwise by "*"; a quality of 0 excludes it.
    private static bool AcceptsGzip(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return (accepted.FirstOrDefault(static one => one.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(static one => one.Value == "*")) is { } named
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
