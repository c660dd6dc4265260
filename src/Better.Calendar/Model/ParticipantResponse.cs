using NodaTime;

namespace Better.Calendar;

/// <summary>The current response of a participant to a workshop.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Email">The address of the participant.</param>
/// <param name="Status">The response.</param>
/// <param name="Sequence">The SEQUENCE of the version that they responded to; null when it is the one that they were last asked about. A
/// response to an older version no longer counts.</param>
public sealed record ParticipantResponse(string WorkshopId, EmailAddress Email, ParticipationStatus Status, int? Sequence = null)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>The address of the participant.</summary>
    public EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); } =
        ArgumentGuard.NotNull(Email, nameof(Email));

    /// <summary>
    /// When the workshop was to start in the version that they responded to; null when it is not known. A response to an occurrence of a
    /// recurring event at a time at which its workshop does not take place does not count.
    /// </summary>
    public Instant? Start { get; init; }

    /// <summary>
    /// Whether the participant follows the series by their personal feed (<c>Attendance.FollowsFeed</c>): in
    /// <c>SchedulingMode.CourseEmail</c> nothing that they accept is then sent as a calendar entry, and changes come in the emails about
    /// the course. Default: false.
    /// </summary>
    public bool FollowsFeed { get; init; }
}
