using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>When a workshop was to take place, by the emails about it.</summary>
public sealed record PublishedTime
{
    /// <summary>The workshop; it may be gone from the series since.</summary>
    /// <exception cref="ArgumentException">It is no id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>When it was to start.</summary>
    public required Instant Start { get; init; }

    /// <summary>When it was to end: after its start.</summary>
    public required Instant End { get; init; }
}
