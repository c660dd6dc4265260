using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>The UTC offsets of a time zone at the published start and end of a workshop.</summary>
public sealed record PublishedOffset
{
    /// <summary>The id of the workshop.</summary>
    /// <exception cref="ArgumentException">The value is not an id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>The offset at the start of the workshop.</summary>
    public required Offset Start { get; init; }

    /// <summary>The offset at the end of the workshop; it differs when the clocks change during the workshop.</summary>
    public required Offset End { get; init; }
}
