namespace Better.Calendar;

/// <summary>A place where a workshop is held in person.</summary>
public sealed record Venue
{
    /// <summary>The name of the building or the room.</summary>
    public required LocalizedText Name { get; init => field = ArgumentGuard.NotNull(value, nameof(Name)); }

    /// <summary>The city; null when it is not given.</summary>
    public LocalizedText? City { get; init; }
}
