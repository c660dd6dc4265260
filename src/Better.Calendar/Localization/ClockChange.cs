using NodaTime;

namespace Better.Calendar;

/// <summary>The clocks change in a time zone between two workshops that participants there, or the organizer, attend.</summary>
/// <param name="ZoneId">The time zone (TZDB id).</param>
/// <param name="WorkshopBefore">The last workshop before the change.</param>
/// <param name="WorkshopAfter">The first workshop after the change.</param>
/// <param name="OffsetDifference">How far the clocks go forward; negative when they go back.</param>
public sealed record ClockChange(string ZoneId, TableWorkshop WorkshopBefore, TableWorkshop WorkshopAfter, Offset OffsetDifference)
{
    /// <summary>The time zone (TZDB id).</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } =
        ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));

    /// <summary>The last workshop before the change.</summary>
    public TableWorkshop WorkshopBefore { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopBefore)); } =
        ArgumentGuard.NotNull(WorkshopBefore, nameof(WorkshopBefore));

    /// <summary>The first workshop after the change.</summary>
    public TableWorkshop WorkshopAfter { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopAfter)); } =
        ArgumentGuard.NotNull(WorkshopAfter, nameof(WorkshopAfter));
}

/// <summary>A workshop starts or ends before 7:00 or after 21:00 in the city of a participant who is invited to it.</summary>
/// <param name="City">The city.</param>
/// <param name="Workshop">The workshop.</param>
/// <param name="Time">The local time of the workshop in the city.</param>
public sealed record InconvenientTime(City City, TableWorkshop Workshop, CityTime Time)
{
    /// <summary>The city.</summary>
    public City City { get; init => field = ArgumentGuard.NotNull(value, nameof(City)); } = ArgumentGuard.NotNull(City, nameof(City));

    /// <summary>The workshop.</summary>
    public TableWorkshop Workshop { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshop)); } =
        ArgumentGuard.NotNull(Workshop, nameof(Workshop));

    /// <summary>The local time of the workshop in the city.</summary>
    public CityTime Time { get; init => field = ArgumentGuard.NotNull(value, nameof(Time)); } = ArgumentGuard.NotNull(Time, nameof(Time));
}
