namespace Better.Calendar.Workshops;

/// <summary>Somebody who has had letters about a series.</summary>
public sealed record ToldRecipient
{
    /// <summary>The address that the letters went to; she may be a participant no more.</summary>
    public required EmailAddress Email { get; init => field = ArgumentGuard.NotNull(value, nameof(Email)); }

    /// <summary>What she has heard of, each workshop once.</summary>
    public required ValueList<ToldWorkshop> Workshops { get; init => field = ArgumentGuard.NotNull(value, nameof(Workshops)); }
}
