using Better.Calendar.TimeZones;
using Ical.Net.Serialization;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>One VTIMEZONE as text: ours with its verification, Ical.Net's without.</summary>
internal static class ZoneContest
{
    private static readonly Instant Start = Instant.FromUtc(2020, 6, 16, 8, 30);
    private static readonly Instant[] Instants = [Start, Start + Duration.FromMinutes(90)];

    public static void Run()
    {
        foreach (var id in new[] { "Europe/Budapest", "Europe/Dublin", "America/New_York", "Asia/Kolkata", "Africa/Casablanca" })
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var earliest = Start.ToDateTimeUtc();
            var serializer = new ComponentSerializer();
            Contest.Run(
                id,
                ("Ical.Net: generate, serialize",
                    () => serializer.SerializeToString(Ical.Net.CalendarComponents.VTimeZone.FromDateTimeZone(id, earliest, false))),
                ("ours: generate, verify, write; nothing cached", () => Write(CreateUncached(zone))),
                ("ours: the same years again, cached",
                    () => Write(VTimeZoneComponent.Create(zone, Instants, VTimeZoneProfile.SingleEvent))));
        }
    }

    private static VTimeZoneComponent CreateUncached(DateTimeZone zone)
    {
        VerifiedVTimeZone.ClearCache();
        return VTimeZoneComponent.Create(zone, Instants, VTimeZoneProfile.SingleEvent);
    }

    private static string Write(VTimeZoneComponent component) => string.Join("\r\n", component.Lines);
}
