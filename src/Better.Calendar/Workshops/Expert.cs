namespace Better.Calendar.Workshops;

/// <summary>Who leads a workshop.</summary>
public sealed record Expert
{
    /// <summary>The name, with its titles, on one line.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public required string Name { get; init => field = Checked.Name(value, nameof(Name)); }

    /// <summary>The city she comes from.</summary>
    public LocalizedText? City { get; init; }
}
