using NodaTime;

namespace Better.Calendar.Times;

/// <summary>That clocks change in a zone between two workshops that concern somebody there.</summary>
/// <param name="ZoneId">The zone (TZDB id).</param>
/// <param name="Earlier">The last workshop by the old clock.</param>
/// <param name="Later">The first workshop by the new clock.</param>
/// <param name="By">How far the clocks go forward; negative: back.</param>
public sealed record ClockChange(string ZoneId, TimedWorkshop Earlier, TimedWorkshop Later, Offset By);

/// <summary>That a workshop begins or ends before 7 or after 21 o'clock in a city where somebody is invited to it.</summary>
/// <param name="City">The city.</param>
/// <param name="Workshop">The workshop.</param>
/// <param name="Time">When that is on the city's clock.</param>
public sealed record UnsocialHour(City City, TimedWorkshop Workshop, CityTime Time);
