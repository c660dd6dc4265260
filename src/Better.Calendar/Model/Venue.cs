using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A place where a workshop is held in person.</summary>
public sealed record Venue
{
    /// <summary>The name of the building or the room.</summary>
    public required LocalizedText Name { get; init => field = ArgumentGuard.NotNull(value, nameof(Name)); }

    /// <summary>The room in the building; null when it is not given.</summary>
    public LocalizedText? Room { get; init; }

    /// <summary>The street address without the city, by which phones navigate; null when it is not given.</summary>
    public LocalizedText? Address { get; init; }

    /// <summary>The city; null when it is not given.</summary>
    public LocalizedText? City { get; init; }

    /// <summary>
    /// The latitude in degrees (WGS 84), from -90 to 90, given together with <see cref="Longitude"/>; null when it is not given (GEO,
    /// RFC 5545, 3.8.1.6).
    /// </summary>
    /// <exception cref="ArgumentException">The value is outside the range.</exception>
    public double? Latitude
    {
        get; init => field = value is { } degrees ? Guard.Validate(Guard.LatitudeProblem, degrees, nameof(Latitude)) : null;
    }

    /// <summary>
    /// The longitude in degrees (WGS 84), from -180 to 180, given together with <see cref="Latitude"/>; null when it is not given.
    /// </summary>
    /// <exception cref="ArgumentException">The value is outside the range.</exception>
    public double? Longitude
    {
        get; init => field = value is { } degrees ? Guard.Validate(Guard.LongitudeProblem, degrees, nameof(Longitude)) : null;
    }

    /// <summary>A web page with a map of the venue; null when there is none.</summary>
    /// <exception cref="ArgumentException">The value is not an absolute http or https URL.</exception>
    public Uri? MapUrl { get; init => field = value is null ? null : Guard.Validate(Guard.WebAddressProblem, value, nameof(MapUrl)); }

    /// <summary>
    /// Returns name, room, address and city on one line, in a language as <see cref="LocalizedText.GetText"/> chooses it.
    /// </summary>
    /// <param name="language">The language of the reader (BCP 47).</param>
    /// <param name="seriesLanguage">The language of the series.</param>
    public string GetText(string language, string seriesLanguage)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(seriesLanguage);
        return TextSanitizer.ToSingleLine(string.Join(
            ", ",
            Parts.Select(part => part.GetText(language, seriesLanguage))));
    }

    /// <summary>Name, room, address and city, as far as they are known.</summary>
    internal IEnumerable<LocalizedText> Parts => new[] { Name, Room, Address, City }.OfType<LocalizedText>();

    /// <summary>The venue without what only a map shows.</summary>
    internal Venue WithoutMap() => this with { Latitude = null, Longitude = null, MapUrl = null };
}
