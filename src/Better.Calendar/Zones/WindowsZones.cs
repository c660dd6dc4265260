using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Zones;

/// <summary>The zone names of Windows, Outlook and Exchange, translated by the CLDR table that NodaTime carries (territory 001).</summary>
internal static class WindowsZones
{
    /// <summary>A moment outside summer time in the north, in the years that today's display names describe.</summary>
    private static readonly Instant Winter = Instant.FromUtc(2026, 1, 15, 0, 0);

    private static readonly Lazy<Dictionary<string, string>> ByName = new(static () =>
        TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys.ToDictionary(Folded, static id => id, StringComparer.Ordinal));

    /// <summary>The Windows id of each city that gives an IANA id its name; null where cities of one name lie in several.</summary>
    private static readonly Lazy<Dictionary<string, string?>> ByCity = new(static () =>
        TzdbDateTimeZoneSource.Default.TzdbToWindowsIds
            .GroupBy(static pair => Folded(pair.Key.Substring(pair.Key.LastIndexOf('/') + 1)), StringComparer.Ordinal)
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
        var folded = Folded(name);
        var id = Named(folded) ?? Displayed(folded);
        return id is not null && TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var zoneId)
            ? (id, zoneId)
            : null;
    }

    private static string? Named(string folded) =>
        ByName.Value.TryGetValue(folded.Replace(" DAYLIGHT TIME", " STANDARD TIME"), out var id) ? id : null;

    /// <summary>A display name names its winter offset and cities or a region; both must fit, and all known cities must agree.</summary>
    private static string? Displayed(string folded)
    {
        var close = folded.IndexOf(')');
        if (close < 0 || !(folded.StartsWith("(UTC", StringComparison.Ordinal) || folded.StartsWith("(GMT", StringComparison.Ordinal)))
        {
            return null;
        }

        var places = folded.Substring(close + 1).Trim();
        var region = places.Replace(" TIME (US & CANADA)", " STANDARD TIME").Replace(" TIME (CANADA)", " STANDARD TIME");
        var found = Named(region) ?? Agreed(places.Split(','));
        var told = folded.Substring("(UTC".Length, close - "(UTC".Length);
        return found is not null && (told.Length == 0 ? "+00:00" : told) == WinterOffset(found) ? found : null;
    }

    private static string? Agreed(IEnumerable<string> cities)
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

    private static string WinterOffset(string windowsId)
    {
        var zone = DateTimeZoneProviders.Tzdb[TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping[windowsId]];
        var year = new[] { Winter, Winter + Duration.FromDays(182) }; // January is summer in the south
        var offset = year.Select(zone.GetUtcOffset).Min();
        return offset.ToString("+HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Folded(string name) =>
        string.Join(" ", name.Replace('_', ' ').Replace(".", "").ToUpperInvariant().Split([' '], StringSplitOptions.RemoveEmptyEntries));
}
