using System.Collections.Concurrent;
using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>
/// A VTIMEZONE that was verified in the middle of each month of its years. The instants of a file are verified when it is used.
/// </summary>
/// <param name="Component">The VTIMEZONE as it is written.</param>
/// <param name="Parsed">The same VTIMEZONE, parsed.</param>
internal sealed record VerifiedVTimeZone(VTimeZoneComponent Component, VTimeZone Parsed)
{
    // Every email of a series needs the same few zones and years. The cache is cleared when it is full; it never changes a result.
    private const int MaxCacheEntries = 512;

    private static readonly ConcurrentDictionary<CacheKey, VerifiedVTimeZone[]> Cache = new();

    /// <summary>The same yearly rules from one year earlier on, when the law may have been another; null for other VTIMEZONEs.</summary>
    private VerifiedVTimeZone? Earlier { get; init; }

    /// <summary>
    /// The component for a file whose instants this one describes: the one that begins a year earlier, if a client needs it and it
    /// describes the instants as well.
    /// </summary>
    public VTimeZoneComponent ForFile(DateTimeZone zone, IReadOnlyCollection<Instant> instants) =>
        Earlier is { } earlier && !Parsed.IsEstablished(instants.Min().InZone(zone).LocalDateTime)
            && VTimeZoneVerifier.FindMismatch(earlier.Parsed, zone, instants) is null
            ? earlier.Component
            : Component;

    /// <summary>The verified candidates for events in the given local years, the best first.</summary>
    public static IReadOnlyList<VerifiedVTimeZone> GetCandidates(
        DateTimeZone zone,
        VTimeZoneProfile profile,
        string tzId,
        int firstYear,
        int lastYear)
    {
        var key = new CacheKey(zone, profile, tzId, firstYear, lastYear);
        if (Cache.TryGetValue(key, out var cached))
        {
            return cached;
        }

        var candidates = CreateCandidates(zone, profile, tzId, firstYear, lastYear).ToArray();
        if (Cache.Count >= MaxCacheEntries)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(key, candidates);
    }

    /// <summary>Clears the cache. Benchmarks use it to measure what the cache saves.</summary>
    internal static void ClearCache() => Cache.Clear();

    private static IEnumerable<VerifiedVTimeZone> CreateCandidates(
        DateTimeZone zone,
        VTimeZoneProfile profile,
        string tzId,
        int firstYear,
        int lastYear)
    {
        foreach (var (encoding, observances) in VTimeZoneGenerator.Generate(zone, profile, firstYear, lastYear))
        {
            var candidate = CreateCandidate(tzId, encoding, observances);
            if (VTimeZoneVerifier.FindMismatch(candidate.Parsed, zone, GetProbeInstants(zone, observances, firstYear, lastYear)) is null)
            {
                yield return encoding == VTimeZoneEncoding.Rules && observances.All(static one => one.EarlierOnset is not null)
                    ? candidate with { Earlier = CreateCandidate(tzId, encoding, [.. observances.Select(static one => one.Earlier)]) }
                    : candidate;
            }
        }
    }

    private static VerifiedVTimeZone CreateCandidate(
        string tzId, VTimeZoneEncoding encoding, IReadOnlyList<GeneratedObservance> observances)
    {
        var component = new VTimeZoneComponent
        {
            TzId = tzId,
            Encoding = encoding,
            Lines = GeneratedObservance.WriteVTimeZone(tzId, observances),
            Reason = encoding == VTimeZoneEncoding.Observances
                ? $"No yearly rule describes the clock changes of {tzId} in these years."
                : "",
        };
        return new(component, VTimeZone.Parse(component.Lines));
    }

    /// <summary>
    /// Noon UTC on the 15th of each month of the years, from the first onset on, except at ambiguous times, which no VTIMEZONE can express.
    /// </summary>
    private static IEnumerable<Instant> GetProbeInstants(
        DateTimeZone zone,
        IReadOnlyList<GeneratedObservance> observances,
        int firstYear,
        int lastYear)
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
