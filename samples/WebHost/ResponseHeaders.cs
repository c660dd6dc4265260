using Microsoft.Net.Http.Headers;

namespace WebHost;

/// <summary>Headers that restrict what a browser may do with a response, and for how long it may cache it.</summary>
internal static class ResponseHeaders
{
    // Nothing from other hosts, no scripts or styles but our own files, no display in a frame.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
            + "'none'";
    private const string NoScriptPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For all pages and files.</summary>
    public static void AddPublicHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>
    /// For pages whose address is a secret: no cache stores them, no search engine lists them, no other host receives their address, no
    /// script runs.
    /// </summary>
    /// <remarks>
    /// "same-origin" sends the address to our own pages only; with "no-referrer" old browsers would send "Origin: null" with our own form.
    /// </remarks>
    public static void AddPrivateHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = NoScriptPolicy;
        headers["Referrer-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
    }

    /// <summary>Whether a form was sent from a page of this host; false if the browser does not say.</summary>
    /// <remarks>All current browsers send Sec-Fetch-Site over https, and Origin with every POST.</remarks>
    public static bool IsSameOrigin(HttpRequest request, Uri host) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : request.Headers.Origin.ToString() == host.GetLeftPart(UriPartial.Authority);

    /// <summary>The public address of this host: as configured, otherwise as the request says.</summary>
    public static Uri GetBaseUrl(HttpRequest request, WebHostOptions options) =>
        options.PublicUrl is { } configured ? new(configured, "/")
        // the header itself, because Request.Host throws at "xn--"
        : Uri.TryCreate($"{request.Scheme}://{request.Headers.Host}/", UriKind.Absolute, out var requested) ? requested
        : new("http://localhost/"); // HTTP/1.0 does not require a Host header, and its value may be invalid, such as a port of 99999

    /// <summary>Who may store a copy and for how long, and which request headers select it.</summary>
    public static void AddCacheHeaders(HttpContext context, string cacheControl, params string[] vary)
    {
        context.Response.Headers.CacheControl = cacheControl;
        foreach (var name in vary)
        {
            context.Response.Headers.Append(HeaderNames.Vary, name);
        }
    }
}
