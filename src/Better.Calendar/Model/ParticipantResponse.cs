namespace Better.Calendar;

/// <summary>The current response of a participant to a workshop.</summary>
/// <param name="WorkshopId">The id of the workshop.</param>
/// <param name="Email">The address of the participant.</param>
/// <param name="Status">The response.</param>
public sealed record ParticipantResponse(string WorkshopId, EmailAddress Email, ParticipationStatus Status)
{
    /// <summary>The id of the workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } =
        ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>The address of the participant.</summary>
    public EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); } =
        ArgumentGuard.NotNull(Email, nameof(Email));
}
