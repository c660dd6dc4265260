namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Where the nesting of a file is broken.</summary>
/// <param name="Kind">How.</param>
/// <param name="Line">The line at which it shows.</param>
internal readonly record struct ParseFault(ParseFaultKind Kind, ContentLine Line);

/// <summary>How nesting can be broken.</summary>
internal enum ParseFaultKind
{
    /// <summary>A BEGIN that nothing closes.</summary>
    MissingEnd,

    /// <summary>An END that closes nothing.</summary>
    MissingBegin,

    /// <summary>A line outside all components.</summary>
    LineOutsideComponent,

    /// <summary>A component that stands too deep; its lines are read as those of the one around it.</summary>
    NestedTooDeep,

    /// <summary>The last line that was read of a file with too many.</summary>
    TooManyLines,
}
