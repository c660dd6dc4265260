using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>The metazones that time zones belong to over time (Cldr/zones.json).</summary>
internal sealed class MetazoneMap
{
    private static readonly Duration HalfYear = Duration.FromDays(184);

    private static readonly Instant Earliest = Instant.MinValue + HalfYear;
    private static readonly Instant Latest = Instant.MaxValue - HalfYear;

    private static readonly Lazy<MetazoneMap> Shipped = new(static () => Read(CldrResource.Open("zones")));

    private readonly Dictionary<string, string> aliases;
    private readonly Dictionary<string, MetazonePeriod[]> periods;

    private readonly Dictionary<string, string> places;

    private MetazoneMap(
        Dictionary<string, string> aliases, Dictionary<string, string> places, Dictionary<string, MetazonePeriod[]> periods) =>
        (this.aliases, this.places, this.periods) = (aliases, places, periods);

    public static MetazoneMap Default => Shipped.Value;

    /// <summary>The id that CLDR byZone for a time zone: Europe/Kiev for Europe/Kyiv.</summary>
    public string Canonicalize(string zoneId) => aliases.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;

    /// <summary>The metazone of a time zone at an instant; null when CLDR has none.</summary>
    public MetazonePeriod? GetPeriod(string zoneId, Instant at) =>
        periods.TryGetValue(Canonicalize(zoneId), out var list) ? Array.Find(list, period => period.Start <= at && at < period.End) : null;

    /// <summary>
    /// Whether the clocks of a metazone change around an instant: in the time zone itself, or in the place that stands for the metazone.
    /// Arizona has no daylight time, but "Mountain Time" without "Standard" is that of Denver.
    /// </summary>
    public bool HasDaylight(ZonedDateTime time, string metazone) =>
        HasDaylight(time.Zone, time.ToInstant())
            || (places.TryGetValue(metazone, out var place)
                && DateTimeZoneProviders.Tzdb.GetZoneOrNull(place) is { } zone
                && HasDaylight(zone, time.ToInstant()));

    // UTS 35, Time Zone Format Terminology: daylight time that is more than half a year away does not count.
    private static bool HasDaylight(DateTimeZone zone, Instant at) =>
        zone.GetZoneIntervals(Instant.Max(at, Earliest) - HalfYear, Instant.Min(at, Latest) + HalfYear)
            .Any(static interval => interval.Savings != Offset.Zero);

    private static Dictionary<string, string> ReadTexts(JsonElement map)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            texts[entry.Name] = entry.Value.GetString()!;
        }

        return texts;
    }

    private static MetazoneMap Read(JsonDocument document)
    {
        using (document)
        {
            var byZone = new Dictionary<string, MetazonePeriod[]>(StringComparer.Ordinal);
            foreach (var zone in document.RootElement.GetProperty("zones").EnumerateObject())
            {
                byZone[zone.Name] = [.. zone.Value.EnumerateArray().Select(ReadPeriod)];
            }

            var root = document.RootElement;
            return new(ReadTexts(root.GetProperty("aliases")), ReadTexts(root.GetProperty("places")), byZone);
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
