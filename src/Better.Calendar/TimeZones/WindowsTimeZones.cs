using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.TimeZones;

/// <summary>
/// Translates the time zone names of Windows, Outlook and Exchange to IANA ids, by the CLDR table in NodaTime (territory 001).
/// </summary>
internal static class WindowsTimeZones
{
    private const string Utc = "UTC";

    /// <summary>An instant outside summer time in the north, in the years that the current display names describe.</summary>
    private static readonly Instant WinterInstant = Instant.FromUtc(2026, 1, 15, 0, 0);

    private static readonly Lazy<Dictionary<string, string>> ByName = new(static () =>
        TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys.ToDictionary(Normalize, static id => id, StringComparer.Ordinal));

    /// <summary>
    /// The names that Windows shows in other languages, and that some clients write as TZID. Countries of one Windows id have the same
    /// times, so that it is enough to name one of them.
    /// </summary>
    private static readonly Lazy<Dictionary<string, string>> Localized = new(static () =>
        WindowsTimeZoneNames.Localized.SelectMany(static zone => zone.Names.Select(name => (zone.Id, Name: Normalize(name))))
            .GroupBy(static pair => pair.Name, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Id, StringComparer.Ordinal));

    /// <summary>
    /// The Windows id of each city after which an IANA id is named; null when cities of the same name are in different zones.
    /// </summary>
    private static readonly Lazy<Dictionary<string, string?>> ByCity = new(static () =>
        TzdbDateTimeZoneSource.Default.TzdbToWindowsIds
            .GroupBy(static pair => Normalize(pair.Key.Substring(pair.Key.LastIndexOf('/') + 1)), StringComparer.Ordinal)
            .ToDictionary(
                static city => city.Key,
                static city => city.Select(static pair => pair.Value).Distinct().Count() == 1 ? city.First().Value : null,
                StringComparer.Ordinal));

    /// <summary>All Windows ids.</summary>
    public static IEnumerable<string> Ids => TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys;

    /// <summary>Finds a zone by its Windows id (<c>W. Europe Standard Time</c>), ignoring case, dots and underscores, by its summer
    /// name (<c>W. Europe Daylight Time</c>), or by a display name (<c>(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm,
    /// Vienna</c>).</summary>
    /// <returns>The Windows id and the IANA id; null when the name is not known.</returns>
    public static (string WindowsId, string ZoneId)? Find(string name)
    {
        var normalized = Normalize(name);
        var id = FindByName(normalized) ?? FindByDisplayName(normalized);
        return id is not null && TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var zoneId)
            ? (id, zoneId)
            : null;
    }

    private static string? FindByName(string normalized) =>
        ByName.Value.TryGetValue(normalized.Replace(" DAYLIGHT TIME", " STANDARD TIME"), out var id) ? id
        : Localized.Value.TryGetValue(normalized, out var localized) ? localized
        : null;

    /// <summary>
    /// Finds a Windows id by a display name, which consists of the winter offset and cities or a region. Both must match, and all known
    /// cities must be in the same zone.
    /// </summary>
    private static string? FindByDisplayName(string normalized)
    {
        var close = normalized.IndexOf(')');
        if (close < 0
            || !(normalized.StartsWith("(UTC", StringComparison.Ordinal) || normalized.StartsWith("(GMT", StringComparison.Ordinal)))
        {
            return null;
        }

        var places = normalized.Substring(close + 1).Trim();
        var region = places.Replace(" TIME (US & CANADA)", " STANDARD TIME").Replace(" TIME (CANADA)", " STANDARD TIME");
        var found = FindByName(region) ?? FindByCities(places.Split(','));
        var offset = normalized.Substring("(UTC".Length, close - "(UTC".Length);

        // "(UTC) Coordinated Universal Time" is the only zone that has its name from no city, in every language.
        if (found is null && offset.Length == 0)
        {
            return Utc;
        }

        // Older ones have a dot in the offset: "(GMT+01.00)".
        return found is not null && (offset.Length == 0 ? "+0000" : offset.Replace(":", "")) == GetWinterOffset(found) ? found : null;
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
        var year = new[] { WinterInstant, WinterInstant + Duration.FromDays(182) }; // in the south, January is in summer
        var offset = year.Select(zone.GetUtcOffset).Min();
        return offset.ToString("+HHmm", CultureInfo.InvariantCulture);
    }

    private static string Normalize(string name) =>
        string.Join(
            " ",
            name.Replace('_', ' ').Replace('’', '\'').Replace(".", "").ToUpperInvariant()
                .Split([' '], StringSplitOptions.RemoveEmptyEntries));
}
