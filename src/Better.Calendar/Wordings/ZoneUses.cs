using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Better.Calendar.Wordings;

/// <summary>Which metazone a zone follows at an instant (Cldr/zones.json), and whether that is its daylight time.</summary>
internal sealed class ZoneUses
{
    private static readonly Lazy<ZoneUses> Shipped = new(static () => Read(CldrFile.Open("zones")));

    private readonly Dictionary<string, string> aliases;
    private readonly Dictionary<string, ZoneUse[]> uses;

    private ZoneUses(Dictionary<string, string> aliases, Dictionary<string, ZoneUse[]> uses) => (this.aliases, this.uses) = (aliases, uses);

    public static ZoneUses Current => Shipped.Value;

    /// <summary>The id under which CLDR has a zone: Europe/Kiev for Europe/Kyiv.</summary>
    public string Canonical(string zoneId) => aliases.TryGetValue(zoneId, out var canonical) ? canonical : zoneId;

    /// <summary>The use of a metazone that is in force; null where CLDR has none.</summary>
    public ZoneUse? At(string zoneId, Instant at) =>
        uses.TryGetValue(Canonical(zoneId), out var list) ? Array.Find(list, use => use.From <= at && at < use.To) : null;

    private static ZoneUses Read(JsonDocument document)
    {
        using (document)
        {
            var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var alias in document.RootElement.GetProperty("aliases").EnumerateObject())
            {
                aliases[alias.Name] = alias.Value.GetString()!;
            }

            var uses = new Dictionary<string, ZoneUse[]>(StringComparer.Ordinal);
            foreach (var zone in document.RootElement.GetProperty("zones").EnumerateObject())
            {
                uses[zone.Name] = [.. zone.Value.EnumerateArray().Select(Use)];
            }

            return new(aliases, uses);
        }
    }

    private static ZoneUse Use(JsonElement use) => new(
        use[0].GetString()!,
        At(use[1]) ?? Instant.MinValue,
        At(use[2]) ?? Instant.MaxValue,
        Hours(use[3].GetString()),
        Hours(use[4].GetString()));

    private static Instant? At(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : Instant.FromDateTimeOffset(text.GetDateTimeOffset());

    // +02: whole hours, the only ones that CLDR has here.
    private static Offset? Hours(string? text) => text is null ? null : Offset.FromHours(int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
}
