using NodaTime;

namespace Better.Calendar;

/// <summary>A workshop in a <see cref="LocalTimeTable"/>.</summary>
/// <param name="Id">The id of the workshop.</param>
/// <param name="Number">The number of the workshop in the schedule, from 1.</param>
/// <param name="Date">The date on which the workshop starts in the time zone of the series; day offsets are relative to it.</param>
public sealed record TableWorkshop(string Id, int Number, LocalDate Date)
{
    /// <summary>The id of the workshop.</summary>
    public string Id { get; init => field = ArgumentGuard.NotNull(value, nameof(Id)); } = ArgumentGuard.NotNull(Id, nameof(Id));
}

/// <summary>A city of one or more participants: those who name the same city in the same time zone share it.</summary>
/// <param name="Name">The name of the city as the participant gives it; null means the city that CLDR has for the time zone.</param>
/// <param name="ZoneId">The time zone (TZDB id).</param>
public sealed record City(LocalizedText? Name, string ZoneId)
{
    /// <summary>The time zone (TZDB id).</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } =
        ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));
}

/// <summary>The local times of one city, one for each workshop of the table.</summary>
/// <param name="City">The city.</param>
/// <param name="Times">The times, in the order of the workshops.</param>
public sealed record CityRow(City City, ValueList<CityTime> Times)
{
    /// <summary>The city.</summary>
    public City City { get; init => field = ArgumentGuard.NotNull(value, nameof(City)); } = ArgumentGuard.NotNull(City, nameof(City));

    /// <summary>The times, in the order of the workshops.</summary>
    public ValueList<CityTime> Times { get; init => field = ArgumentGuard.NotNull(value, nameof(Times)); } =
        ArgumentGuard.NotNull(Times, nameof(Times));
}

/// <summary>The local start and end of one workshop in a city.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Start">The local start.</param>
/// <param name="End">The local end.</param>
/// <param name="StartDayOffset">The day of the start relative to the date of the workshop: -1 the day before, 0 the same day, 1 the next
/// day.</param>
/// <param name="EndDayOffset">The day of the end relative to the same date.</param>
public sealed record CityTime(string WorkshopId, OffsetDateTime Start, OffsetDateTime End, int StartDayOffset, int EndDayOffset)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>Whether the workshop starts or ends before 7:00 or after 21:00.</summary>
    public bool IsInconvenient => IsInconvenientTime(Start.TimeOfDay) || IsInconvenientTime(End.TimeOfDay);

    private static bool IsInconvenientTime(LocalTime time) =>
        time < LocalTimeTable.EarliestConvenientTime || time > LocalTimeTable.LatestConvenientTime;
}
