using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// A static file of the pages, embedded in an assembly. Its address changes with its content, so browsers may cache it without a time
/// limit.
/// </summary>
public sealed class PageAsset
{
    /// <summary>Reads an embedded file.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The logical name of the resource, and of the file.</param>
    /// <param name="mediaType">The Content-Type.</param>
    /// <exception cref="InvalidOperationException">The assembly has no such resource.</exception>
    public PageAsset(Assembly assembly, string name, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Name = name;
        using var resource = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"{assembly.GetName().Name} contains no resource named {name}. Add it to EmbeddedResource of the project, with this "
                    + "LogicalName.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        Content = new(bytes.ToArray(), mediaType, modified: null);
    }

    internal PageAsset(string name, Representation content) => (Name, Content) = (name, content);

    /// <summary>The style sheet of the RSVP page; pages of the host may use it too. <c>MapBetterCalendar</c> serves it.</summary>
    public static PageAsset Style { get; } = new(typeof(PageAsset).Assembly, "page.css", "text/css; charset=utf-8");

    /// <summary>The icon of the pages (SVG). <c>MapBetterCalendar</c> serves it.</summary>
    public static PageAsset Icon { get; } = new(typeof(PageAsset).Assembly, "favicon.svg", "image/svg+xml");

    /// <summary>The name of the file.</summary>
    public string Name { get; }

    /// <summary>The content.</summary>
    public Representation Content { get; }

    /// <summary>The address of the file, relative to where the endpoints are mapped: <c>assets/page.css?v=…</c>.</summary>
    public string Path => $"assets/{Name}?v={Content.Digest[..12]}";

    /// <summary>The response to a request for the file.</summary>
    /// <param name="context">The request; only with the version in its address the file may be cached without a time limit.</param>
    public FileContentHttpResult ToResult(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ResponseHeaders.AddCacheHeaders(
            context,
            context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache");
        return Content.ToResult(context);
    }
}
