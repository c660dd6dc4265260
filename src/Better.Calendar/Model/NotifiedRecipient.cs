namespace Better.Calendar;

/// <summary>A person who has received emails about a series.</summary>
public sealed record NotifiedRecipient
{
    /// <summary>The address that the emails were sent to; it may no longer belong to a participant of the series.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>The workshops that this person was notified of, each once.</summary>
    public required ValueList<NotifiedWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }
}
