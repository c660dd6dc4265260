using NodaTime;

namespace Better.Calendar.Times;

/// <summary>That clocks change in a zone between two workshops that concern somebody there.</summary>
/// <param name="ZoneId">The zone (TZDB id).</param>
/// <param name="Earlier">The last workshop by the old clock.</param>
/// <param name="Later">The first workshop by the new clock.</param>
/// <param name="By">How far the clocks go forward; negative: back.</param>
public sealed record ClockChange(string ZoneId, TimedWorkshop Earlier, TimedWorkshop Later, Offset By)
{
    /// <summary>The zone (TZDB id).</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } = ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));

    /// <summary>The last workshop by the old clock.</summary>
    public TimedWorkshop Earlier { get; init => field = ArgumentGuard.NotNull(value, nameof(Earlier)); } = ArgumentGuard.NotNull(Earlier, nameof(Earlier));

    /// <summary>The first workshop by the new clock.</summary>
    public TimedWorkshop Later { get; init => field = ArgumentGuard.NotNull(value, nameof(Later)); } = ArgumentGuard.NotNull(Later, nameof(Later));
}

/// <summary>That a workshop begins or ends before 7 or after 21 o'clock in a city where somebody is invited to it.</summary>
/// <param name="City">The city.</param>
/// <param name="Workshop">The workshop.</param>
/// <param name="Time">When that is on the city's clock.</param>
public sealed record UnsocialHour(City City, TimedWorkshop Workshop, CityTime Time)
{
    /// <summary>The city.</summary>
    public City City { get; init => field = ArgumentGuard.NotNull(value, nameof(City)); } = ArgumentGuard.NotNull(City, nameof(City));

    /// <summary>The workshop.</summary>
    public TimedWorkshop Workshop { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshop)); } = ArgumentGuard.NotNull(Workshop, nameof(Workshop));

    /// <summary>When that is on the city's clock.</summary>
    public CityTime Time { get; init => field = ArgumentGuard.NotNull(value, nameof(Time)); } = ArgumentGuard.NotNull(Time, nameof(Time));
}
