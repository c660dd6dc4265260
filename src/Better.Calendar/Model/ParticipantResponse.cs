namespace Better.Calendar;

/// <summary>What a participant says about a workshop by now.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Email">The participant.</param>
/// <param name="Status">What she says.</param>
public sealed record ParticipantResponse(string WorkshopId, EmailAddress Email, ParticipationStatus Status)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>The participant.</summary>
    public EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); } = ArgumentGuard.NotNull(Email, nameof(Email));
}
