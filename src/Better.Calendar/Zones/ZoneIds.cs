using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Zones;

/// <summary>Zone ids: how those of documents are understood, and how they are written for clients.</summary>
internal static class ZoneIds
{
    private const int NearestCount = 3;

    /// <summary>The renames of the last years, newer name first. Older renames (Kolkata, Ho_Chi_Minh, Kathmandu: 2008 and before) are
    /// known everywhere by now; zones that were added new have no older name.</summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["Europe/Kyiv"] = "Europe/Kiev", // tzdb 2022b
        ["Pacific/Kanton"] = "Pacific/Enderbury", // tzdb 2021b
        ["America/Nuuk"] = "America/Godthab", // tzdb 2020a
        ["Asia/Yangon"] = "Asia/Rangoon", // tzdb 2016g
    };

    private static readonly HashSet<string> Utc = new(StringComparer.Ordinal)
    {
        "UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu",
    };

    /// <summary>Understands the id of a document.</summary>
    /// <param name="id">An IANA id, an alias of one, or a Windows id, also in another capitalisation.</param>
    /// <param name="provider">Who knows the zones.</param>
    /// <returns>The provider's id and how it was found; null when there is no such zone (then see <see cref="Nearest"/>).</returns>
    public static ZoneReading? Read(string id, IDateTimeZoneProvider provider)
    {
        if (provider.Ids.Contains(id))
        {
            return Canonical(id, provider) is var canonical && canonical == id
                ? new(id, ZoneReadingKind.Exact, "")
                : new(id, ZoneReadingKind.Alias, $"'{id}' is another name of {canonical}.");
        }

        var folded = Folded(id);
        if (folded.Length == 0)
        {
            return null;
        }

        if (provider.Ids.FirstOrDefault(known => Folded(known) == folded) is { } mended)
        {
            return new(mended, ZoneReadingKind.CaseMended, $"'{id}' was read as {mended}.");
        }

        if (WindowsZones.Find(id) is { } windows && Canonical(windows.ZoneId, provider) is { } zoneId && provider.Ids.Contains(zoneId))
        {
            return new(zoneId, ZoneReadingKind.Windows, $"'{id}' is the Windows zone '{windows.WindowsId}': {zoneId} by CLDR.");
        }

        // Ids that are computed, not listed: NodaTime's "UTC+01:30".
        return provider.GetZoneOrNull(id) is { } zone ? new(zone.Id, ZoneReadingKind.Exact, "") : null;
    }

    /// <summary>At most three names that an unknown id may have meant, the likeliest first; none where nothing is near.</summary>
    public static IReadOnlyList<string> Nearest(string id, IDateTimeZoneProvider provider)
    {
        var wanted = Folded(id);
        var limit = Math.Max(1, wanted.Length / 3);
        return [.. provider.Ids.Concat(WindowsZones.Ids)
            .Select(known => (Known: known, Distance: Distance(wanted, Folded(known))))
            .Where(near => near.Distance <= limit)
            .OrderBy(static near => near.Distance).ThenBy(static near => near.Known, StringComparer.Ordinal)
            .Take(NearestCount).Select(static near => near.Known)];
    }

    /// <summary>The id that is written into files for a zone.</summary>
    public static string ForClients(string id, ZoneNames names = ZoneNames.Old) =>
        names == ZoneNames.Old && Renamed.TryGetValue(id, out var old) ? old : id;

    /// <summary>Whether the id means UTC itself, which iCalendar writes as <c>Z</c> and without a VTIMEZONE.</summary>
    public static bool IsUtc(string id) => Utc.Contains(id);

    /// <summary>Whether the id can be a TZID without quotes: quoted ones, and such with a colon, are misread.</summary>
    public static bool CanBeWritten(string id) => id.Length > 0
        && id.All(static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '/' or '_' or '-' or '+' or '.' or ' ');

    /// <summary>The name that TZDB prefers, if this provider knows it.</summary>
    private static string Canonical(string id, IDateTimeZoneProvider provider) =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical) && provider.Ids.Contains(canonical) ? canonical : id;

    private static string Folded(string id) => id.Trim().Replace('_', ' ').ToUpperInvariant();

    /// <summary>Distance to the whole id or to its city alone: people write "Budapest".</summary>
    private static int Distance(string wanted, string known)
    {
        var city = known.Substring(known.LastIndexOf('/') + 1);
        var whole = EditDistance(wanted, known);
        return city.Length == known.Length || wanted.IndexOf('/') >= 0 ? whole : Math.Min(whole, EditDistance(wanted, city));
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour (optimal string alignment).</summary>
    private static int EditDistance(string one, string two)
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
}
