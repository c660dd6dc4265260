using NodaTime;

namespace Better.Calendar;

/// <summary>A workshop of the table.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the schedule, from 1.</param>
/// <param name="Date">The day it starts, in the series' zone: what day-shifts are counted from.</param>
public sealed record TableWorkshop(string Id, int Number, LocalDate Date)
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = ArgumentGuard.NotNull(value, nameof(Id)); } = ArgumentGuard.NotNull(Id, nameof(Id));
}

/// <summary>A city where somebody sits: participants who name the same city in the same zone share it.</summary>
/// <param name="Name">The city, as the participant names it; null: the one that stands for the zone.</param>
/// <param name="ZoneId">The zone (TZDB id).</param>
public sealed record City(LocalizedText? Name, string ZoneId)
{
    /// <summary>The zone (TZDB id).</summary>
    public string ZoneId { get; init => field = ArgumentGuard.NotNull(value, nameof(ZoneId)); } = ArgumentGuard.NotNull(ZoneId, nameof(ZoneId));
}

/// <summary>A city's times, one for each workshop of the table.</summary>
/// <param name="City">The city.</param>
/// <param name="Times">Its times, in the order of the workshops.</param>
public sealed record CityRow(City City, ValueList<CityTime> Times)
{
    /// <summary>The city.</summary>
    public City City { get; init => field = ArgumentGuard.NotNull(value, nameof(City)); } = ArgumentGuard.NotNull(City, nameof(City));

    /// <summary>Its times, in the order of the workshops.</summary>
    public ValueList<CityTime> Times { get; init => field = ArgumentGuard.NotNull(value, nameof(Times)); } = ArgumentGuard.NotNull(Times, nameof(Times));
}

/// <summary>When a workshop takes place on a city's clock.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it ends.</param>
/// <param name="StartDayOffset">The day of the start, counted from the workshop's date: -1 the day before, 0 the same, 1 the next day.</param>
/// <param name="EndDayOffset">The day of the end, counted from the same date.</param>
public sealed record CityTime(string WorkshopId, OffsetDateTime Start, OffsetDateTime End, int StartDayOffset, int EndDayOffset)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>Whether it begins or ends before 7 or after 21 o'clock.</summary>
    public bool IsInconvenient => IsInconvenientTime(Start.TimeOfDay) || IsInconvenientTime(End.TimeOfDay);

    private static bool IsInconvenientTime(LocalTime time) => time < LocalTimeTable.EarliestConvenientTime || time > LocalTimeTable.LatestConvenientTime;
}
