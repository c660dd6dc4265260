namespace Better.Calendar;

/// <summary>Somebody who has had emails about a series.</summary>
public sealed record NotifiedRecipient
{
    /// <summary>The address that the emails went to; she may be a participant no more.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>What she has heard of, each workshop once.</summary>
    public required ValueList<NotifiedWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }
}
