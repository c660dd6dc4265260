using System.Collections.Concurrent;
using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>A VTIMEZONE that stood the proof around its years and waits for the instants of a file.</summary>
/// <param name="Component">What would be written.</param>
/// <param name="Written">The same as the evaluator reads it.</param>
internal sealed record ZoneProposal(ZoneComponent Component, WrittenZone Written)
{
    // A series asks for the same few zones and years once per letter. Emptied when full: what is in it never changes an answer.
    private const int Limit = 512;

    private static readonly ConcurrentDictionary<Question, ZoneProposal[]> Cache = new();

    /// <summary>The proposals for events in these local years, the best first.</summary>
    public static IReadOnlyList<ZoneProposal> For(DateTimeZone zone, ZoneShape shape, string tzId, int firstYear, int lastYear)
    {
        var key = new Question(zone, shape, tzId, firstYear, lastYear);
        if (Cache.TryGetValue(key, out var known))
        {
            return known;
        }

        var fresh = Make(zone, shape, tzId, firstYear, lastYear).ToArray();
        if (Cache.Count >= Limit)
        {
            Cache.Clear();
        }

        return Cache.GetOrAdd(key, fresh);
    }

    /// <summary>Empties the cache, for who measures what it saves.</summary>
    internal static void Forget() => Cache.Clear();

    private static IEnumerable<ZoneProposal> Make(DateTimeZone zone, ZoneShape shape, string tzId, int firstYear, int lastYear)
    {
        foreach (var (form, observances) in ZoneCandidates.For(zone, shape, firstYear, lastYear))
        {
            var component = new ZoneComponent
            {
                TzId = tzId,
                Form = form,
                Lines = Observance.Lines(tzId, observances),
                Note = form == ZoneForm.Observances ? $"No yearly rule tells the clock changes of {tzId} in these years." : "",
            };
            var written = WrittenZone.Parse(component.Lines);
            if (ZoneProof.Find(written, zone, Probes(zone, observances, firstYear, lastYear)) is null)
            {
                yield return new(component, written);
            }
        }
    }

    /// <summary>Noon in the middle of each month of the years, from the first onset on; what no VTIMEZONE can tell is not asked.</summary>
    private static IEnumerable<Instant> Probes(DateTimeZone zone, IReadOnlyList<Observance> observances, int firstYear, int lastYear)
    {
        var onset = observances.Min(static observance => observance.Onset).InUtc().ToInstant() + Duration.FromDays(2);
        for (var month = 0; month < 12 * (lastYear - firstYear + 1); month++)
        {
            var probe = Instant.FromUtc(firstYear + (month / 12), (month % 12) + 1, 15, 12, 0);
            if (probe > onset && ZoneProof.Twin(zone, probe) is null)
            {
                yield return probe;
            }
        }
    }

    private sealed record Question(DateTimeZone Zone, ZoneShape Shape, string TzId, int FirstYear, int LastYear);
}
