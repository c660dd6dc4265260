using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>The metazones that time zones belong to over time (Cldr/zones.json).</summary>
internal sealed class MetazoneMap
{
    private static readonly Lazy<MetazoneMap> Shipped = new(static () => Read(CldrResource.Open("zones")));

    private readonly Dictionary<string, string> aliases;
    private readonly Dictionary<string, MetazonePeriod[]> periods;

    private MetazoneMap(Dictionary<string, string> aliases, Dictionary<string, MetazonePeriod[]> periods) =>
        (this.aliases, this.periods) = (aliases, periods);

    public static MetazoneMap Default => Shipped.Value;

    /// <summary>The id that CLDR byZone for a time zone: Europe/Kiev for Europe/Kyiv.</summary>
    public string Canonicalize(string zoneId) => aliases.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;

    /// <summary>The metazone of a time zone at an instant; null when CLDR has none.</summary>
    public MetazonePeriod? GetPeriod(string zoneId, Instant at) =>
        periods.TryGetValue(Canonicalize(zoneId), out var list) ? Array.Find(list, period => period.Start <= at && at < period.End) : null;

    private static MetazoneMap Read(JsonDocument document)
    {
        using (document)
        {
            var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var alias in document.RootElement.GetProperty("aliases").EnumerateObject())
            {
                aliases[alias.Name] = alias.Value.GetString()!;
            }

            var byZone = new Dictionary<string, MetazonePeriod[]>(StringComparer.Ordinal);
            foreach (var zone in document.RootElement.GetProperty("zones").EnumerateObject())
            {
                byZone[zone.Name] = [.. zone.Value.EnumerateArray().Select(ReadPeriod)];
            }

            return new(aliases, byZone);
        }
    }

    private static MetazonePeriod ReadPeriod(JsonElement period) => new(
        period[0].GetString()!,
        ParseInstant(period[1]) ?? Instant.MinValue,
        ParseInstant(period[2]) ?? Instant.MaxValue,
        ParseHours(period[3].GetString()),
        ParseHours(period[4].GetString()));

    private static Instant? ParseInstant(JsonElement text) =>
        text.ValueKind == JsonValueKind.Null ? null : Instant.FromDateTimeOffset(text.GetDateTimeOffset());

    // Whole hours such as +02, the only form that CLDR has here.
    private static Offset? ParseHours(string? text) =>
        text is null ? null : Offset.FromHours(int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
