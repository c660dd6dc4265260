using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>The person who leads a workshop.</summary>
public sealed record Expert
{
    /// <summary>The name, with academic titles, on one line.</summary>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public required string Name { get; init => field = Guard.ValidateName(value, nameof(Name)); }

    /// <summary>The city where the expert works; null when it is not given.</summary>
    public LocalizedText? City { get; init; }
}
