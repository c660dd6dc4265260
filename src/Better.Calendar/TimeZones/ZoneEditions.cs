using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using static System.FormattableString;

namespace Better.Calendar.TimeZones;

/// <summary>
/// The local times that the editions of the time zone database of two years read as different instants, because a law changed. A
/// client that looks up the name of a zone in an older edition than ours shows another time than one with the same edition.
/// </summary>
/// <remarks>The data is made by <c>tests/tzdb/cut.mjs</c>.</remarks>
internal sealed class ZoneEditions
{
    private static readonly Lazy<ZoneEditions> Loaded = new(Load);

    /// <summary>By zone id. The times are parsed when they are asked for: most files have none of these zones.</summary>
    private readonly JsonElement zones;

    private ZoneEditions(JsonElement data)
    {
        Names = data.GetProperty("editions").EnumerateArray().Select(static edition => edition.GetString()!).ToValueList();
        zones = data.GetProperty("zones").Clone();
    }

    /// <summary>The data that is embedded in the assembly.</summary>
    public static ZoneEditions Recent => Loaded.Value;

    /// <summary>The editions, such as 2026b, from the oldest to the newest.</summary>
    public ValueList<string> Names { get; }

    /// <summary>Whether the editions differ about the instant that a local time means, or not all of them have the zone.</summary>
    public bool Differ(string zoneId, LocalDateTime local) =>
        zones.TryGetProperty(zoneId, out var times)
            && times.EnumerateArray().Any(time => local >= Parse(time[0]) && !(local >= Parse(time[1])));

    /// <summary>The first of some instants about whose local time the editions differ, in a clause; null when there is none.</summary>
    public string? FindDifference(DateTimeZone zone, IEnumerable<Instant> instants)
    {
        if (!zones.TryGetProperty(zone.Id, out _))
        {
            return null;
        }

        foreach (var local in instants.Select(instant => instant.InZone(zone).LocalDateTime))
        {
            if (Differ(zone.Id, local))
            {
                return $"The law of {zone.Id} changed: the time zone databases from {Names[0]} to {Names[Names.Count - 1]} "
                    + Invariant($"differ about {local:uuuu-MM-dd'T'HH:mm}");
            }
        }

        return null;
    }

    /// <summary>A local time; null for the end of a stretch that has none.</summary>
    private static LocalDateTime? Parse(JsonElement time) =>
        time.GetString() is { } text ? LocalDateTimePattern.GeneralIso.Parse(text).Value : null;

    private static ZoneEditions Load()
    {
        using var stream = typeof(ZoneEditions).Assembly.GetManifestResourceStream("Better.Calendar.TimeZones.zoneEditions.json")
            ?? throw new InvalidOperationException("The assembly has no data about the editions of the time zone database.");
        using var data = JsonDocument.Parse(stream);
        return new(data.RootElement);
    }
}
