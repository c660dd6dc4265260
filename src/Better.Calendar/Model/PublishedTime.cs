using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>The start and end of a workshop that the emails published.</summary>
public sealed record PublishedTime
{
    /// <summary>The id of the workshop; the series may no longer have it.</summary>
    /// <exception cref="ArgumentException">The value is not an id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>The published start.</summary>
    public required Instant Start { get; init; }

    /// <summary>The published end; it is after the start.</summary>
    public required Instant End { get; init; }
}
