using Microsoft.Net.Http.Headers;

namespace WebHost;

/// <summary>What every answer of the host tells the browser about its rights.</summary>
internal static class ResponseHeaders
{
    // Nothing from elsewhere, no script or style but our own files, in nobody's frame.
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private const string NoScriptPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For all pages and files.</summary>
    public static void AddPublicHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>For pages whose address is a secret: no cache keeps them, no search engine lists them, no other host hears of them, no script runs.</summary>
    /// <remarks>The address goes to our own pages only ("same-origin"): with "no-referrer" old browsers would say "Origin: null" of our own form.</remarks>
    public static void AddPrivateHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = NoScriptPolicy;
        headers["Referrer-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
    }

    /// <summary>Whether a form was sent from a page of this host; false also where the browser does not tell.</summary>
    /// <remarks>All browsers of today send Sec-Fetch-Site with https; Origin with every POST.</remarks>
    public static bool IsSameOrigin(HttpRequest request, Uri host) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : request.Headers.Origin.ToString() == host.GetLeftPart(UriPartial.Authority);

    /// <summary>Where the world finds this host.</summary>
    public static Uri GetBaseUrl(HttpRequest request, WebHostOptions options) =>
        options.PublicUrl is { } configured ? new(configured, "/")
        : Uri.TryCreate($"{request.Scheme}://{request.Headers.Host}/", UriKind.Absolute, out var told) ? told // as it came: Request.Host throws at "xn--"
        : new("http://localhost/"); // HTTP/1.0 need not tell, and 99999 is no port

    /// <summary>Who keeps a copy, and for how long.</summary>
    public static void AddCacheHeaders(HttpContext context, string cacheControl, params string[] vary)
    {
        context.Response.Headers.CacheControl = cacheControl;
        foreach (var name in vary)
        {
            context.Response.Headers.Append(HeaderNames.Vary, name);
        }
    }
}
