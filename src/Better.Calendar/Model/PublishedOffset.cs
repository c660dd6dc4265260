using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar;

/// <summary>A zone's offsets from UTC at the promised instants of a workshop.</summary>
public sealed record PublishedOffset
{
    /// <summary>The workshop.</summary>
    /// <exception cref="ArgumentException">It is no id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>The offset at its start.</summary>
    public required Offset Start { get; init; }

    /// <summary>The offset at its end: another one where the clocks change in between.</summary>
    public required Offset End { get; init; }
}
