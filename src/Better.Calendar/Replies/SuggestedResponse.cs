namespace Better.Calendar;

/// <summary>
/// What a participant seems to respond in the words of an ordinary mail. It never counts by itself: somebody has to read the mail and enter
/// the response.
/// </summary>
/// <param name="Email">The participant.</param>
/// <param name="WorkshopId">The id of the workshop; null when the mail does not say which one.</param>
/// <param name="Status">Whether they seem to attend.</param>
/// <param name="Text">The line that says so, at most 200 characters.</param>
public sealed record SuggestedResponse(EmailAddress Email, string? WorkshopId, ParticipationStatus Status, string Text)
{
    /// <summary>The participant.</summary>
    public EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); } =
        ArgumentGuard.NotNull(Email, nameof(Email));

    /// <summary>The line that says so, at most 200 characters.</summary>
    public string Text { get; init => field = ArgumentGuard.NotNull(value, nameof(Text)); } = ArgumentGuard.NotNull(Text, nameof(Text));
}
