using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A recipient's response to one workshop of a recurring event, where it differs from that to the others.</summary>
public sealed record OccurrenceResponse
{
    /// <summary>The id of the workshop.</summary>
    /// <exception cref="ArgumentException">The value is not an id.</exception>
    public required string WorkshopId { get; init => field = Guard.Validate(Guard.IdProblem, value, nameof(WorkshopId)); }

    /// <summary>The response; null if none is known, or if it no longer counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public ParticipationStatus? Response
    {
        get; init => field = value is { } response ? ArgumentGuard.Defined(response, nameof(Response)) : null;
    }
}
