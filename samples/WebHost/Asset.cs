namespace WebHost;

/// <summary>A file that pages refer to, by an address that changes with its content: it may be kept for ever.</summary>
public sealed class Asset
{
    private Asset(string name, string mediaType)
    {
        Name = name;
        using var resource = typeof(Asset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name} in the program.");
        using var octets = new MemoryStream();
        resource.CopyTo(octets);
        Content = new(octets.ToArray(), mediaType, modified: null);
    }

    public static Asset Style { get; } = new("style.css", "text/css; charset=utf-8");

    public static Asset ZoneScript { get; } = new("zone.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = new("favicon.svg", "image/svg+xml");

    public static IReadOnlyList<Asset> All { get; } = [Style, ZoneScript, Icon];

    public string Name { get; }

    public Representation Content { get; }

    /// <summary>Its address on this host.</summary>
    public string Path => $"/assets/{Name}?v={Content.Digest[..12]}";
}
