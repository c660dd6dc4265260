namespace Better.Calendar;

/// <summary>How <see cref="SeriesJsonLd"/> is written.</summary>
public sealed record SeriesJsonLdOptions
{
    /// <summary>
    /// Whether the join links stand in it. Default: true, as in the published .ics file. Where only those invited shall join, or
    /// a join link carries its passcode (<c>?pwd=</c>), say false: search engines keep what they read. The website then stands
    /// in for them.
    /// </summary>
    public bool IncludeJoinLinks { get; init; } = true;
}
