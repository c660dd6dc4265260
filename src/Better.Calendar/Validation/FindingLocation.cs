namespace Better.Calendar.Validation;

/// <summary>Where a problem is, before it is known whether the finding is wanted: hostile input has a million of them.</summary>
/// <inheritdoc cref="SourceLocation"/>
internal readonly record struct FindingLocation(string PartName, int? Line = null, int? ByteOffset = null)
{
    public SourceLocation ToSourceLocation() => new(PartName, Line, ByteOffset);
}
