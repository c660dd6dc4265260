using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>Who leads a workshop.</summary>
public sealed record Expert
{
    /// <summary>The name, with its titles, on one line.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>The city she comes from.</summary>
    public LocalizedText? City { get; init; }
}
