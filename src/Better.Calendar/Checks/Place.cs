namespace Better.Calendar.Checks;

/// <summary>Where something was found.</summary>
/// <param name="Part">The part: <c>calendar</c> for a file, a media type or a header of a letter: <c>text/html</c>, <c>Reply-To</c>.</param>
/// <param name="Line">The line in the part, from 1; null where it concerns the whole part.</param>
/// <param name="Octet">The octet in the decoded part, from 0; null where it concerns the whole part.</param>
public sealed record Place(string Part, int? Line = null, int? Octet = null)
{
    /// <summary>The part: <c>calendar</c> for a file, a media type or a header of a letter: <c>text/html</c>, <c>Reply-To</c>.</summary>
    public string Part { get; init => field = ArgumentGuard.NotNull(value, nameof(Part)); } = ArgumentGuard.NotNull(Part, nameof(Part));

    /// <summary>For people: <c>text/calendar, line 12</c>.</summary>
    public override string ToString() => Line is null ? Part : $"{Part}, line {Line}";
}
