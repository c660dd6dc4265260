using NodaTime;

namespace Better.Calendar;

/// <summary>That clocks change in a zone between two workshops that concern somebody there.</summary>
/// <param name="ZoneId">The zone (TZDB id).</param>
/// <param name="WorkshopBefore">The last workshop by the old clock.</param>
/// <param name="WorkshopAfter">The first workshop by the new clock.</param>
/// <param name="OffsetDifference">How far the clocks go forward; negative: back.</param>
public sealed record ClockChange(string ZoneId, TableWorkshop WorkshopBefore, TableWorkshop WorkshopAfter, Offset OffsetDifference)
{
    /// <summary>The zone (TZDB id).</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } = ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));

    /// <summary>The last workshop by the old clock.</summary>
    public TableWorkshop WorkshopBefore { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopBefore)); } = ArgumentGuard.NotNull(WorkshopBefore, nameof(WorkshopBefore));

    /// <summary>The first workshop by the new clock.</summary>
    public TableWorkshop WorkshopAfter { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopAfter)); } = ArgumentGuard.NotNull(WorkshopAfter, nameof(WorkshopAfter));
}

/// <summary>That a workshop begins or ends before 7 or after 21 o'clock in a city where somebody is invited to it.</summary>
/// <param name="City">The city.</param>
/// <param name="Workshop">The workshop.</param>
/// <param name="Time">When that is on the city's clock.</param>
public sealed record InconvenientTime(City City, TableWorkshop Workshop, CityTime Time)
{
    /// <summary>The city.</summary>
    public City City { get; init => field = ArgumentGuard.NotNull(value, nameof(City)); } = ArgumentGuard.NotNull(City, nameof(City));

    /// <summary>The workshop.</summary>
    public TableWorkshop Workshop { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshop)); } = ArgumentGuard.NotNull(Workshop, nameof(Workshop));

    /// <summary>When that is on the city's clock.</summary>
    public CityTime Time { get; init => field = ArgumentGuard.NotNull(value, nameof(Time)); } = ArgumentGuard.NotNull(Time, nameof(Time));
}
