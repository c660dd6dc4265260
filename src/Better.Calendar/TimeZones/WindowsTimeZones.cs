using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.TimeZones;

/// <summary>The zone names of Windows, Outlook and Exchange, translated by the CLDR table that NodaTime carries (territory 001).</summary>
internal static class WindowsTimeZones
{
    /// <summary>A moment outside summer time in the north, in the years that today's display names describe.</summary>
    private static readonly Instant WinterInstant = Instant.FromUtc(2026, 1, 15, 0, 0);

    private static readonly Lazy<Dictionary<string, string>> ByName = new(static () =>
        TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys.ToDictionary(Normalize, static id => id, StringComparer.Ordinal));

    /// <summary>The Windows id of each city that gives an IANA id its name; null where cities of one name lie in several.</summary>
    private static readonly Lazy<Dictionary<string, string?>> ByCity = new(static () =>
        TzdbDateTimeZoneSource.Default.TzdbToWindowsIds
            .GroupBy(static pair => Normalize(pair.Key.Substring(pair.Key.LastIndexOf('/') + 1)), StringComparer.Ordinal)
            .ToDictionary(
                static city => city.Key,
                static city => city.Select(static pair => pair.Value).Distinct().Count() == 1 ? city.First().Value : null,
                StringComparer.Ordinal));

    /// <summary>The names.</summary>
    public static IEnumerable<string> Ids => TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys;

    /// <summary>Understands a Windows id (<c>W. Europe Standard Time</c>) without regard to capitals, dots and underscores, its summer
    /// name (<c>W. Europe Daylight Time</c>), or a display name (<c>(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna</c>).</summary>
    /// <returns>The Windows id and the IANA id; null when it is none of these.</returns>
    public static (string WindowsId, string ZoneId)? Find(string name)
    {
        var folded = Normalize(name);
        var id = FindByName(folded) ?? FindByDisplayName(folded);
        return id is not null && TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var zoneId)
            ? (id, zoneId)
            : null;
    }

    private static string? FindByName(string normalized) =>
        ByName.Value.TryGetValue(normalized.Replace(" DAYLIGHT TIME", " STANDARD TIME"), out var id) ? id : null;

    /// <summary>A display name names its winter offset and cities or a region; both must fit, and all known cities must agree.</summary>
    private static string? FindByDisplayName(string normalized)
    {
        var close = normalized.IndexOf(')');
        if (close < 0 || !(normalized.StartsWith("(UTC", StringComparison.Ordinal) || normalized.StartsWith("(GMT", StringComparison.Ordinal)))
        {
            return null;
        }

        var places = normalized.Substring(close + 1).Trim();
        var region = places.Replace(" TIME (US & CANADA)", " STANDARD TIME").Replace(" TIME (CANADA)", " STANDARD TIME");
        var found = FindByName(region) ?? FindByCities(places.Split(','));
        var told = normalized.Substring("(UTC".Length, close - "(UTC".Length);
        return found is not null && (told.Length == 0 ? "+00:00" : told) == GetWinterOffset(found) ? found : null;
    }

    private static string? FindByCities(IEnumerable<string> cities)
    {
        var ids = new HashSet<string?>();
        foreach (var city in cities)
        {
            if (ByCity.Value.TryGetValue(city.Trim(), out var id))
            {
                ids.Add(id);
            }
        }

        return ids.Count == 1 ? ids.Single() : null;
    }

    private static string GetWinterOffset(string windowsId)
    {
        var zone = DateTimeZoneProviders.Tzdb[TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping[windowsId]];
        var year = new[] { WinterInstant, WinterInstant + Duration.FromDays(182) }; // January is summer in the south
        var offset = year.Select(zone.GetUtcOffset).Min();
        return offset.ToString("+HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Normalize(string name) =>
        string.Join(" ", name.Replace('_', ' ').Replace(".", "").ToUpperInvariant().Split([' '], StringSplitOptions.RemoveEmptyEntries));
}
