using System.Collections.Concurrent;
using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A VTIMEZONE that stood the proof around its years and waits for the instants of a file.</summary>
/// <param name="Component">What would be written.</param>
/// <param name="Parsed">The same as the evaluator reads it.</param>
internal sealed record VerifiedVTimeZone(VTimeZoneComponent Component, VTimeZone Parsed)
{
    // A series asks for the same few zones and years once per email. Emptied when full: what is in it never changes a response.
    private const int MaxCacheEntries = 512;

    private static readonly ConcurrentDictionary<CacheKey, VerifiedVTimeZone[]> Cache = new();

    /// <summary>The proposals for events in these local years, the best first.</summary>
    public static IReadOnlyList<VerifiedVTimeZone> GetCandidates(DateTimeZone zone, VTimeZoneProfile profile, string tzId, int firstYear, int lastYear)
    {
        var key = new CacheKey(zone, profile, tzId, firstYear, lastYear);
        if (Cache.TryGetValue(key, out var known))
        {
            return known;
        }

        var fresh = CreateCandidates(zone, profile, tzId, firstYear, lastYear).ToArray();
        if (Cache.Count >= MaxCacheEntries)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(key, fresh);
    }

    /// <summary>Empties the cache, for who measures what it saves.</summary>
    internal static void ClearCache() => Cache.Clear();

    private static IEnumerable<VerifiedVTimeZone> CreateCandidates(DateTimeZone zone, VTimeZoneProfile profile, string tzId, int firstYear, int lastYear)
    {
        foreach (var (form, observances) in VTimeZoneGenerator.Generate(zone, profile, firstYear, lastYear))
        {
            var component = new VTimeZoneComponent
            {
                TzId = tzId,
                Encoding = form,
                Lines = GeneratedObservance.WriteVTimeZone(tzId, observances),
                Reason = form == VTimeZoneEncoding.Observances ? $"No yearly rule tells the clock changes of {tzId} in these years." : "",
            };
            var written = VTimeZone.Parse(component.Lines);
            if (VTimeZoneVerifier.FindMismatch(written, zone, GetProbeInstants(zone, observances, firstYear, lastYear)) is null)
            {
                yield return new(component, written);
            }
        }
    }

    /// <summary>Noon in the middle of each month of the years, from the first onset on; what no VTIMEZONE can tell is not asked.</summary>
    private static IEnumerable<Instant> GetProbeInstants(DateTimeZone zone, IReadOnlyList<GeneratedObservance> observances, int firstYear, int lastYear)
    {
        var onset = observances.Min(static observance => observance.Onset).InUtc().ToInstant() + Duration.FromDays(2);
        for (var month = 0; month < 12 * (lastYear - firstYear + 1); month++)
        {
            var probe = Instant.FromUtc(firstYear + (month / 12), (month % 12) + 1, 15, 12, 0);
            if (probe > onset && VTimeZoneVerifier.FindAmbiguousCounterpart(zone, probe) is null)
            {
                yield return probe;
            }
        }
    }

    private sealed record CacheKey(DateTimeZone Zone, VTimeZoneProfile Profile, string TzId, int FirstYear, int LastYear);
}
