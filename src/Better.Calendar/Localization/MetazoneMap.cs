using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>Which metazone a zone follows at an instant (Cldr/zones.json), and whether that is its daylight time.</summary>
internal sealed class MetazoneMap
{
    private static readonly Lazy<MetazoneMap> Shipped = new(static () => Read(CldrResource.Open("zones")));

    private readonly Dictionary<string, string> aliases;
    private readonly Dictionary<string, MetazonePeriod[]> periods;

    private MetazoneMap(Dictionary<string, string> aliases, Dictionary<string, MetazonePeriod[]> periods) => (this.aliases, this.periods) = (aliases, periods);

    public static MetazoneMap Default => Shipped.Value;

    /// <summary>The id under which CLDR has a zone: Europe/Kiev for Europe/Kyiv.</summary>
    public string Canonicalize(string zoneId) => aliases.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;

    /// <summary>The use of a metazone that is in force; null where CLDR has none.</summary>
    public MetazonePeriod? GetPeriod(string zoneId, Instant at) =>
        periods.TryGetValue(Canonicalize(zoneId), out var list) ? Array.Find(list, use => use.Start <= at && at < use.End) : null;

    private static MetazoneMap Read(JsonDocument document)
    {
        using (document)
        {
            var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var alias in document.RootElement.GetProperty("aliases").EnumerateObject())
            {
                aliases[alias.Name] = alias.Value.GetString()!;
            }

            var uses = new Dictionary<string, MetazonePeriod[]>(StringComparer.Ordinal);
            foreach (var zone in document.RootElement.GetProperty("zones").EnumerateObject())
            {
                uses[zone.Name] = [.. zone.Value.EnumerateArray().Select(ReadPeriod)];
            }

            return new(aliases, uses);
        }
    }

    private static MetazonePeriod ReadPeriod(JsonElement use) => new(
        use[0].GetString()!,
        GetPeriod(use[1]) ?? Instant.MinValue,
        GetPeriod(use[2]) ?? Instant.MaxValue,
        ParseHours(use[3].GetString()),
        ParseHours(use[4].GetString()));

    private static Instant? GetPeriod(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : Instant.FromDateTimeOffset(text.GetDateTimeOffset());

    // +02: whole hours, the only ones that CLDR has here.
    private static Offset? ParseHours(string? text) => text is null ? null : Offset.FromHours(int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
