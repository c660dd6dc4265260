using System.Collections.Concurrent;
using System.Text.Json;

namespace Better.Calendar.Localization;

/// <summary>
/// The regions of a language (Cldr/en.regions.json): each has what differs from its parent, which is another region or the language.
/// </summary>
internal sealed class CldrRegions
{
    private static readonly ConcurrentDictionary<string, CldrRegions> Shipped = new(StringComparer.Ordinal);

    private readonly Dictionary<string, JsonElement> regions;

    private CldrRegions(Dictionary<string, JsonElement> regions) => this.regions = regions;

    /// <summary>The tag of a region as CLDR writes it (<c>en-US</c>); null if it differs in nothing from its language.</summary>
    public static string? FindTag(string tag) =>
        ForTag(tag) is { } known && known.regions.ContainsKey(tag)
            ? known.regions.Keys.First(key => string.Equals(key, tag, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>A region, then its parents: <c>en-AU</c>, <c>en-001</c>. Not the language itself.</summary>
    public static IEnumerable<string> WithParents(string tag)
    {
        for (var known = FindTag(tag); known is not null; known = GetParent(known))
        {
            yield return known;
        }
    }

    /// <summary>The names of a region.</summary>
    /// <param name="tag">A tag that <see cref="FindTag"/> returned.</param>
    /// <param name="language">The names of its language.</param>
    public static CldrNames Read(string tag, CldrNames language) => CldrNames.Read(
        ForTag(tag)!.regions[tag], tag, GetParent(tag) is { } parent ? Read(parent, language) : language);

    private static string? GetParent(string tag) =>
        ForTag(tag)!.regions[tag].TryGetProperty("parent", out var parent) ? parent.GetString() : null;

    /// <summary>The regions of the language of a tag; null for a language alone, or one that the library does not contain.</summary>
    private static CldrRegions? ForTag(string tag)
    {
        var end = tag.IndexOf('-');
        var language = end < 0 ? "" : tag.Substring(0, end).ToLowerInvariant();
        return LanguageTag.IsShipped(language) ? Shipped.GetOrAdd(language, Load) : null;
    }

    private static CldrRegions Load(string language)
    {
        var found = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        using var document = CldrResource.OpenOrNull($"{language}.regions");
        foreach (var region in document?.RootElement.EnumerateObject().ToArray() ?? [])
        {
            found[region.Name] = region.Value.Clone();
        }

        return new(found);
    }
}
