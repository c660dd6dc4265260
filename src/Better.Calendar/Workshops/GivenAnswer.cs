namespace Better.Calendar.Workshops;

/// <summary>What a participant says about a workshop by now.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="Email">The participant.</param>
/// <param name="Answer">What she says.</param>
public sealed record GivenAnswer(string WorkshopId, EmailAddress Email, Answer Answer)
{
    /// <summary>The workshop.</summary>
    public string WorkshopId { get; init => field = ArgumentGuard.NotNull(value, nameof(WorkshopId)); } = ArgumentGuard.NotNull(WorkshopId, nameof(WorkshopId));

    /// <summary>The participant.</summary>
    public EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); } = ArgumentGuard.NotNull(Email, nameof(Email));
}
