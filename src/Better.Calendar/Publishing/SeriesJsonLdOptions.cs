namespace Better.Calendar;

/// <summary>Options of <see cref="SeriesJsonLd"/>.</summary>
public sealed record SeriesJsonLdOptions
{
    /// <summary>
    /// Whether the JSON-LD contains the join links. Default: true, as in the published .ics file. Set it to false when only invited people
    /// may join or when a join link contains its passcode (<c>?pwd=</c>), because search engines store what they read. The website
    /// of the series is written instead.
    /// </summary>
    public bool IncludeJoinLinks { get; init; } = true;
}
