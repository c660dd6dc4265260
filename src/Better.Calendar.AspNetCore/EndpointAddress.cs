using Microsoft.AspNetCore.Http;

namespace Better.Calendar.AspNetCore;

/// <summary>Where an endpoint is mapped, as its metadata: the prefix of the groups around it, such as <c>/spring</c>.</summary>
internal sealed record EndpointAddress(string Prefix)
{
    /// <summary>The path from the root of the host to the endpoints; it ends with a slash.</summary>
    public static string GetPath(HttpContext context) =>
        $"{context.Request.PathBase}{context.GetEndpoint()?.Metadata.GetMetadata<EndpointAddress>()?.Prefix}/";

    /// <summary>The public address of the endpoints, which ends with a slash: as configured, otherwise as the request says.</summary>
    public static Uri GetUrl(HttpContext context, BetterCalendarOptions options)
    {
        if (options.PublicUrl is { } configured)
        {
            return RsvpLinks.WithSlash(configured);
        }

        // A client can send a proxy's header, too; the addresses on our pages must be those of web pages. The Host header itself is read,
        // because Request.Host throws at "xn--". HTTP/1.0 does not require it, and it may be invalid, such as a port of 99999.
        var scheme = string.Equals(context.Request.Scheme, "https", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        var path = GetPath(context);
        return Uri.TryCreate($"{scheme}://{context.Request.Headers.Host}{path}", UriKind.Absolute, out var requested)
            ? requested
            : new($"http://localhost{path}");
    }
}
