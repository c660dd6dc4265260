using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.TestData;

/// <summary>The zone rules of 2019, before Mexico, Jordan, Egypt and others changed theirs.</summary>
internal static class Tzdb2019c
{
    public static IDateTimeZoneProvider Zones { get; } = Load("tzdb-2019c.nzd");

    /// <summary>Loads a file of this folder.</summary>
    public static IDateTimeZoneProvider Load(string name)
    {
        using var file = File.OpenRead(Repository.File($"tests/Better.Calendar.Tests/TestData/{name}"));
        return new DateTimeZoneCache(TzdbDateTimeZoneSource.FromStream(file));
    }
}
