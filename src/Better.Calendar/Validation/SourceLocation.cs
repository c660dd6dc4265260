namespace Better.Calendar;

/// <summary>Where something was found.</summary>
/// <param name="PartName">The part: <c>calendar</c> for a file, a media type or a header of an email: <c>text/html</c>, <c>Reply-To</c>.</param>
/// <param name="Line">The line in the part, from 1; null where it concerns the whole part.</param>
/// <param name="ByteOffset">The byte in the decoded part, from 0; null where it concerns the whole part.</param>
public sealed record SourceLocation(string PartName, int? Line = null, int? ByteOffset = null)
{
    /// <summary>The part: <c>calendar</c> for a file, a media type or a header of an email: <c>text/html</c>, <c>Reply-To</c>.</summary>
    public string PartName { get; init => field = ArgumentGuard.NotNull(value, nameof(PartName)); } = ArgumentGuard.NotNull(PartName, nameof(PartName));

    /// <summary>For people: <c>text/calendar, line 12</c>.</summary>
    public override string ToString() => Line is null ? PartName : $"{PartName}, line {Line}";
}
