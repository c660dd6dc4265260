namespace Better.Calendar;

/// <summary>The location of a finding.</summary>
/// <param name="PartName"><c>calendar</c> for a file, <c>email</c> for an email as a whole, or a media type or header of an email, such as
/// <c>text/html</c> or <c>Reply-To</c>.</param>
/// <param name="Line">The number of the line in the decoded part, from 1; null if the finding concerns the whole part.</param>
/// <param name="ByteOffset">The offset in the decoded part in bytes, from 0; null if the finding concerns the whole part.</param>
public sealed record SourceLocation(string PartName, int? Line = null, int? ByteOffset = null)
{
    /// <summary>
    /// <c>calendar</c> for a file, <c>email</c> for an email as a whole, or a media type or header of an email, such as <c>text/html</c> or
    /// <c>Reply-To</c>.
    /// </summary>
    public string PartName { get; init => field = ArgumentGuard.NotNull(value, nameof(PartName)); } =
        ArgumentGuard.NotNull(PartName, nameof(PartName));

    /// <summary>The part and the line, such as <c>text/calendar, line 12</c>.</summary>
    public override string ToString() => Line is null ? PartName : $"{PartName}, line {Line}";
}
