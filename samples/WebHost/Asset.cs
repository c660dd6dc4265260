namespace WebHost;

/// <summary>A file that pages refer to, by an address that changes with its content: it may be kept for ever.</summary>
public sealed class Asset
{
    private Asset(string name, string mediaType)
    {
        Name = name;
        using var resource = typeof(Asset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name} in the program.");
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

    /// <summary>Its address on this host.</summary>
    public string Path => $"/assets/{Name}?v={Content.Digest[..12]}";
}
