namespace Better.Calendar;

/// <summary>Where people meet in person.</summary>
public sealed record Venue
{
    /// <summary>The house or the room.</summary>
    public required LocalizedText Name { get; init => field = ArgumentGuard.NotNull(value, nameof(Name)); }

    /// <summary>The city.</summary>
    public LocalizedText? City { get; init; }
}
