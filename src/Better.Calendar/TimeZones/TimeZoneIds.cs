using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.TimeZones;

/// <summary>Resolves the time zone ids of documents and calendars, and chooses the ids that are written into calendar files.</summary>
internal static class TimeZoneIds
{
    private const int MaxSuggestions = 3;

    // No genuine id is longer; do not spend time on longer ones.
    private const int MaxTzIdLength = InputLimits.TimeZoneId;

    private static readonly ConditionalWeakTable<IDateTimeZoneProvider, KnownZoneIds> KnownIds = new();

    /// <summary>The renames of recent years, from the new id to the old one. All clients know the new ids of earlier renames (Kolkata,
    /// Ho_Chi_Minh, Kathmandu: 2008 and before); zones that were added have no old id.</summary>
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["Europe/Kyiv"] = "Europe/Kiev", // tzdb 2022b
        ["Pacific/Kanton"] = "Pacific/Enderbury", // tzdb 2021b
        ["America/Nuuk"] = "America/Godthab", // tzdb 2020a
        ["Asia/Yangon"] = "Asia/Rangoon", // tzdb 2016g
    };

    /// <summary>The ids of today (zone.tab of TZDB), which people choose; all others are kept for old programs.</summary>
    private static readonly Lazy<HashSet<string>> CurrentIds = new(static () =>
        new(TzdbDateTimeZoneSource.Default.ZoneLocations?.Select(static location => location.ZoneId) ?? [], StringComparer.Ordinal));

    private static readonly HashSet<string> UtcIds = new(StringComparer.Ordinal)
    {
        "UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu",
    };

    /// <summary>Resolves the zone id of a document.</summary>
    /// <param name="id">An IANA id, an alias of one, or a Windows id, in any case.</param>
    /// <param name="provider">The known time zones.</param>
    /// <returns>The provider's id and how it was found; null when there is no such zone (then see <see cref="FindSimilar"/>).</returns>
    public static ZoneIdResolution? Resolve(string id, IDateTimeZoneProvider provider)
    {
        var known = KnownIds.GetValue(provider, static key => new(key));
        if (known.All.Contains(id))
        {
            return GetCanonicalId(id, known) is var canonical && canonical == id
                ? new(id, ZoneIdResolutionKind.Exact, "")
                : new(id, ZoneIdResolutionKind.Alias, $"'{id}' is another name of {canonical}.");
        }

        var normalized = Normalize(id);
        if (normalized.Length == 0)
        {
            return null;
        }

        if (known.ByNormalized.TryGetValue(normalized, out var corrected))
        {
            return new(corrected, ZoneIdResolutionKind.CaseCorrected, $"'{id}' was read as {corrected}.");
        }

        if (WindowsTimeZones.Find(id) is { } windows && GetCanonicalId(windows.ZoneId, known) is { } zoneId && known.All.Contains(zoneId))
        {
            return new(zoneId, ZoneIdResolutionKind.WindowsName, $"'{id}' is the Windows zone '{windows.WindowsId}': {zoneId} by CLDR.");
        }

        // NodaTime computes some ids that it does not list, such as "UTC+01:30".
        return provider.GetZoneOrNull(id) is { } zone ? new(zone.Id, ZoneIdResolutionKind.Exact, "") : null;
    }

    /// <summary>
    /// Finds the zone of a TZID (RFC 5545, 3.8.3.1): any id that <see cref="Resolve"/> resolves, also after the prefix of a vendor, or with
    /// a number behind, by which clients tell two definitions apart (<c>W. Europe Standard Time 1</c>).
    /// </summary>
    /// <remarks>
    /// A TZID that begins with a slash is globally unique, and calendars write a prefix before the zone id: Citadel
    /// <c>/citadel.org/20210210_1/Europe/Budapest</c>, Lightning <c>/mozilla.org/20050126_1/Europe/Budapest</c>, Evolution
    /// <c>/freeassociation.sourceforge.net/Europe/Budapest</c>, Outlook for Mac <c>tzone://Microsoft/Utc</c>. The longest suffix that is a
    /// zone id counts.
    /// </remarks>
    /// <param name="tzId">The TZID in a calendar; null when there is none.</param>
    /// <param name="provider">The known time zones.</param>
    /// <returns>The zone; null when the id is not known, so that only a VTIMEZONE defines it.</returns>
    public static DateTimeZone? Find(string? tzId, IDateTimeZoneProvider provider)
    {
        if (tzId is null || tzId.Length > MaxTzIdLength)
        {
            return null;
        }

        // Nearly all TZIDs are zone ids as they are.
        if (provider.GetZoneOrNull(tzId) is { } exact)
        {
            return exact;
        }

        var id = StripNumber(tzId.Trim().Trim('"').Trim());
        for (var start = 0; start < id.Length;)
        {
            if (Resolve(id.Substring(start), provider) is { } resolution)
            {
                return provider[resolution.Id];
            }

            var slash = id.IndexOf('/', start);
            start = slash < 0 ? id.Length : slash + 1;
        }

        return null;
    }

    /// <summary>Finds at most three known ids that are similar to an unknown one, the most similar first; empty when none is.</summary>
    public static IReadOnlyList<string> FindSimilar(string id, IDateTimeZoneProvider provider)
    {
        if (id.Length > MaxTzIdLength)
        {
            return [];
        }

        var requested = Normalize(id);
        var limit = Math.Max(1, requested.Length / 3);
        return [.. KnownIds.GetValue(provider, static key => new(key)).Names.Value
            .Select(known => (Known: known.Id, Distance: GetDistance(requested, known.Whole, known.City, limit)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Known, StringComparer.Ordinal)
            .Take(MaxSuggestions).Select(static candidate => candidate.Known)];
    }

    /// <summary>The id that is written into calendar files for a zone.</summary>
    public static string ToFileId(string id, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Current)
    {
        // sabre/vobject 4.6 (Nextcloud) reads an older id as UTC, and KDE guesses, even though the file has its VTIMEZONE.
        var current = TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) && canonical != id
            && CurrentIds.Value.Contains(canonical) && !CurrentIds.Value.Contains(id) ? canonical : id;
        return renamedZoneIds == RenamedZoneIds.Old && OldNames.TryGetValue(current, out var old) ? old : current;
    }

    /// <summary>Whether the id means UTC, which iCalendar writes with <c>Z</c> and without a VTIMEZONE.</summary>
    public static bool IsUtc(string id) => UtcIds.Contains(id);

    /// <summary>Whether the id can be written as a TZID without quotes. Clients misread quoted TZIDs and those with a colon.</summary>
    public static bool IsValidTzId(string id) => id.Length > 0
        && id.All(static c => c is (>= 'A' and <= 'Z')
            or (>= 'a' and <= 'z')
            or (>= '0' and <= '9')
            or '/'
            or '_'
            or '-'
            or '+'
            or '.'
            or ' ');

    /// <summary>The canonical id in TZDB if the provider knows it; otherwise the id itself.</summary>
    private static string GetCanonicalId(string id, KnownZoneIds known) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) && known.All.Contains(canonical) ? canonical : id;

    /// <summary>The id without a blank and at most three digits behind it.</summary>
    private static string StripNumber(string id)
    {
        var end = id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return id.Length - end.Length is > 0 and <= 3 && end.EndsWith(" ", StringComparison.Ordinal) ? end.TrimEnd() : id;
    }

    private static string Normalize(string id) => id.Trim().Replace('_', ' ').ToUpperInvariant();

    /// <summary>The edit distance to the whole id, or to its city alone if that is smaller, because people write "Budapest".</summary>
    private static int GetDistance(string requested, string known, string city, int limit)
    {
        var whole = GetDistance(requested, known, limit);
        return city.Length == known.Length || requested.IndexOf('/') >= 0 ? whole : Math.Min(whole, GetDistance(requested, city, limit));
    }

    /// <summary>The edit distance; more than the limit where already the lengths differ by more.</summary>
    private static int GetDistance(string requested, string known, int limit) =>
        Math.Abs(requested.Length - known.Length) > limit ? limit + 1 : SimilarNames.GetEditDistance(requested, known);

    /// <summary>The ids of a provider in sets, so that a calendar with thousands of unknown ids is read quickly.</summary>
    private sealed class KnownZoneIds
    {
        public KnownZoneIds(IDateTimeZoneProvider provider)
        {
            All = new(provider.Ids, StringComparer.Ordinal);
            Names = new(() => [.. provider.Ids.Concat(WindowsTimeZones.Ids).Select(static id => (id, Normalize(id), GetCity(id)))]);
            foreach (var id in provider.Ids)
            {
                if (!ByNormalized.ContainsKey(Normalize(id)))
                {
                    ByNormalized.Add(Normalize(id), id);
                }
            }
        }

        public HashSet<string> All { get; }

        public Dictionary<string, string> ByNormalized { get; } = new(StringComparer.Ordinal);

        /// <summary>The ids of the provider and of Windows, as they are compared with one that does not exist.</summary>
        public Lazy<(string Id, string Whole, string City)[]> Names { get; }

        private static string GetCity(string id) => Normalize(id.Substring(id.LastIndexOf('/') + 1));
    }
}
