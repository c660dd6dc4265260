namespace WebHost;

/// <summary>A static file of the pages. Its address changes with its content, so browsers may cache it without a time limit.</summary>
public sealed class Asset
{
    private Asset(string name, string mediaType)
    {
        Name = name;
        using var resource = typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"The program contains no resource named {name}. Add it to EmbeddedResource in WebHost.csproj.");
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        Content = new(bytes.ToArray(), mediaType, modified: null);
    }

    public static Asset Style { get; } = new("style.css", "text/css; charset=utf-8");

    public static Asset TimeZoneScript { get; } = new("zone.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = new("favicon.svg", "image/svg+xml");

    public static IReadOnlyList<Asset> All { get; } = [Style, TimeZoneScript, Icon];

    public string Name { get; }

    public Representation Content { get; }

    /// <summary>The address of the file on this host, relative to its root.</summary>
    public string Path => $"/assets/{Name}?v={Content.Digest[..12]}";
}
