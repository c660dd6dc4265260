using System.Runtime.CompilerServices;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.TimeZones;

/// <summary>Zone ids: how those of documents are understood, and how they are written for clients.</summary>
internal static class TimeZoneIds
{
    private const int MaxSuggestions = 3;

    // No honest id is longer; looking at more is work for nothing.
    private const int MaxTzIdLength = 200;

    private static readonly ConditionalWeakTable<IDateTimeZoneProvider, KnownZoneIds> KnownIds = new();

    /// <summary>The renames of the last years, newer name first. Older renames (Kolkata, Ho_Chi_Minh, Kathmandu: 2008 and before) are
    /// known everywhere by now; zones that were added new have no older name.</summary>
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.Ordinal)
    {
        ["Europe/Kyiv"] = "Europe/Kiev", // tzdb 2022b
        ["Pacific/Kanton"] = "Pacific/Enderbury", // tzdb 2021b
        ["America/Nuuk"] = "America/Godthab", // tzdb 2020a
        ["Asia/Yangon"] = "Asia/Rangoon", // tzdb 2016g
    };

    private static readonly HashSet<string> UtcIds = new(StringComparer.Ordinal)
    {
        "UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu",
    };

    /// <summary>Understands the id of a document.</summary>
    /// <param name="id">An IANA id, an alias of one, or a Windows id, also in another capitalisation.</param>
    /// <param name="provider">Who knows the zones.</param>
    /// <returns>The provider's id and how it was found; null when there is no such zone (then see <see cref="FindSimilar"/>).</returns>
    public static ZoneIdResolution? Resolve(string id, IDateTimeZoneProvider provider)
    {
        var known = KnownIds.GetValue(provider, static asked => new(asked));
        if (known.All.Contains(id))
        {
            return GetCanonicalId(id, known) is var canonical && canonical == id
                ? new(id, ZoneIdResolutionKind.Exact, "")
                : new(id, ZoneIdResolutionKind.Alias, $"'{id}' is another name of {canonical}.");
        }

        var folded = Normalize(id);
        if (folded.Length == 0)
        {
            return null;
        }

        if (known.ByFolded.TryGetValue(folded, out var @fixed))
        {
            return new(@fixed, ZoneIdResolutionKind.CaseCorrected, $"'{id}' was read as {@fixed}.");
        }

        if (WindowsTimeZones.Find(id) is { } windows && GetCanonicalId(windows.ZoneId, known) is { } zoneId && known.All.Contains(zoneId))
        {
            return new(zoneId, ZoneIdResolutionKind.WindowsName, $"'{id}' is the Windows zone '{windows.WindowsId}': {zoneId} by CLDR.");
        }

        // Ids that are computed, not listed: NodaTime's "UTC+01:30".
        return provider.GetZoneOrNull(id) is { } zone ? new(zone.Id, ZoneIdResolutionKind.Exact, "") : null;
    }

    /// <summary>The zone that a TZID means (RFC 5545, 3.8.3.1): whatever <see cref="Resolve"/> understands, also after a vendor's prefix.</summary>
    /// <remarks>
    /// A TZID that begins with a slash is globally unique, and calendars put a name before the zone's: Citadel
    /// <c>/citadel.org/20210210_1/Europe/Budapest</c>, Lightning <c>/mozilla.org/20050126_1/Europe/Budapest</c>, Evolution
    /// <c>/freeassociation.sourceforge.net/Europe/Budapest</c>. The longest ending that is a zone counts.
    /// </remarks>
    /// <param name="tzId">The id as a file writes it; null where there is none.</param>
    /// <param name="provider">Who knows the zones.</param>
    /// <returns>The zone; null when only a VTIMEZONE can say what the id means.</returns>
    public static DateTimeZone? Find(string? tzId, IDateTimeZoneProvider provider)
    {
        if (tzId is null || tzId.Length > MaxTzIdLength)
        {
            return null;
        }

        // Nearly all ids are the names of zones.
        if (provider.GetZoneOrNull(tzId) is { } exact)
        {
            return exact;
        }

        var id = tzId.Trim().Trim('"').Trim();
        if (id.Length == 0 || id[0] != '/')
        {
            return Resolve(id, provider) is { } reading ? provider[reading.Id] : null;
        }

        for (var slash = 0; slash >= 0; slash = id.IndexOf('/', slash + 1))
        {
            if (Resolve(id.Substring(slash + 1), provider) is { } reading)
            {
                return provider[reading.Id];
            }
        }

        return null;
    }

    /// <summary>At most three names that an unknown id may have meant, the likeliest first; none where nothing is near.</summary>
    public static IReadOnlyList<string> FindSimilar(string id, IDateTimeZoneProvider provider)
    {
        var wanted = Normalize(id);
        var limit = Math.Max(1, wanted.Length / 3);
        return [.. provider.Ids.Concat(WindowsTimeZones.Ids)
            .Select(known => (Known: known, Distance: GetDistance(wanted, Normalize(known))))
            .Where(near => near.Distance <= limit)
            .OrderBy(static near => near.Distance).ThenBy(static near => near.Known, StringComparer.Ordinal)
            .Take(MaxSuggestions).Select(static near => near.Known)];
    }

    /// <summary>The id that is written into files for a zone.</summary>
    public static string ToFileId(string id, RenamedZoneIds renamedZoneIds = RenamedZoneIds.Old) =>
        renamedZoneIds == RenamedZoneIds.Old && OldNames.TryGetValue(id, out var old) ? old : id;

    /// <summary>Whether the id means UTC itself, which iCalendar writes as <c>Z</c> and without a VTIMEZONE.</summary>
    public static bool IsUtc(string id) => UtcIds.Contains(id);

    /// <summary>Whether the id can be a TZID without quotes: quoted ones, and such with a colon, are misread.</summary>
    public static bool IsValidTzId(string id) => id.Length > 0
        && id.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '/' or '_' or '-' or '+' or '.' or ' ');

    /// <summary>The name that TZDB prefers, if this provider knows it.</summary>
    private static string GetCanonicalId(string id, KnownZoneIds known) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) && known.All.Contains(canonical) ? canonical : id;

    private static string Normalize(string id) => id.Trim().Replace('_', ' ').ToUpperInvariant();

    /// <summary>Distance to the whole id or to its city alone: people write "Budapest".</summary>
    private static int GetDistance(string wanted, string known)
    {
        var city = known.Substring(known.LastIndexOf('/') + 1);
        var whole = GetEditDistance(wanted, known);
        return city.Length == known.Length || wanted.IndexOf('/') >= 0 ? whole : Math.Min(whole, GetEditDistance(wanted, city));
    }

    /// <summary>Emails to insert, delete, replace or swap with their neighbor (optimal string alignment).</summary>
    private static int GetEditDistance(string one, string two)
    {
        var (beforeLast, last, row) = (new int[two.Length + 1], new int[two.Length + 1], new int[two.Length + 1]);
        for (var column = 0; column <= two.Length; column++)
        {
            last[column] = column;
        }

        for (var at = 1; at <= one.Length; at++)
        {
            row[0] = at;
            for (var column = 1; column <= two.Length; column++)
            {
                var change = one[at - 1] == two[column - 1] ? 0 : 1;
                row[column] = Math.Min(Math.Min(row[column - 1], last[column]) + 1, last[column - 1] + change);
                if (at > 1 && column > 1 && one[at - 1] == two[column - 2] && one[at - 2] == two[column - 1])
                {
                    row[column] = Math.Min(row[column], beforeLast[column - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[two.Length];
    }

    /// <summary>The ids of a provider, to look up; a file may name ten thousand that nobody knows.</summary>
    private sealed class KnownZoneIds
    {
        public KnownZoneIds(IDateTimeZoneProvider provider)
        {
            All = new(provider.Ids, StringComparer.Ordinal);
            foreach (var id in provider.Ids)
            {
                if (!ByFolded.ContainsKey(Normalize(id)))
                {
                    ByFolded.Add(Normalize(id), id);
                }
            }
        }

        public HashSet<string> All { get; }

        public Dictionary<string, string> ByFolded { get; } = new(StringComparer.Ordinal);
    }
}
