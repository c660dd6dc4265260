using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Better.Calendar.AspNetCore;

/// <summary>Headers that restrict what a browser may do with a response, and for how long it may cache it.</summary>
public static class ResponseHeaders
{
    private const string OwnScripts = " script-src 'self';";

    /// <summary>For all pages and files.</summary>
    /// <param name="context">The request.</param>
    /// <param name="theme">The theme, whose pictures may come from other hosts.</param>
    public static void AddPublicHeaders(HttpContext context, PageTheme theme)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(theme);
        var headers = context.Response.Headers;

        // Nothing from other hosts but the pictures of the theme, no scripts or styles but our own files, no display in a frame.
        headers.ContentSecurityPolicy = $"default-src 'none';{OwnScripts} style-src 'self'; img-src 'self'{theme.ImageHosts}; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>
    /// For pages whose address is a secret, in addition: no cache stores them, no search engine lists them, no other host receives their
    /// address, no script runs.
    /// </summary>
    /// <remarks>
    /// "same-origin" sends the address to our own pages only; with "no-referrer" old browsers would send "Origin: null" with our own form.
    /// </remarks>
    /// <param name="context">The request.</param>
    public static void AddPrivateHeaders(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.ToString().Replace(OwnScripts, "", StringComparison.Ordinal);
        headers["Referrer-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
    }

    /// <summary>Whether a form was sent from a page of this host; false if the browser does not say.</summary>
    /// <remarks>All current browsers send Sec-Fetch-Site over https, and Origin with every POST.</remarks>
    /// <param name="request">The request with the form.</param>
    /// <param name="host">The public address of this host.</param>
    public static bool IsSameOrigin(HttpRequest request, Uri host)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(host);
        return request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : request.Headers.Origin.ToString() == host.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Who may store a copy and for how long, and which request headers select it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cacheControl">The Cache-Control (RFC 9111, 5.2).</param>
    /// <param name="vary">The names of the request headers.</param>
    public static void AddCacheHeaders(HttpContext context, string cacheControl, params IEnumerable<string> vary)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(vary);
        context.Response.Headers.CacheControl = cacheControl;
        foreach (var name in vary)
        {
            context.Response.Headers.Append(HeaderNames.Vary, name);
        }
    }
}
