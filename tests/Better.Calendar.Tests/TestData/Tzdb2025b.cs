using NodaTime;

namespace Better.Calendar.Tests.TestData;

/// <summary>The zone rules of 2025, before Morocco, Cuba and provinces of Canada changed theirs.</summary>
internal static class Tzdb2025b
{
    public static IDateTimeZoneProvider Zones { get; } = Tzdb2019c.Load("tzdb-2025b.nzd");
}
