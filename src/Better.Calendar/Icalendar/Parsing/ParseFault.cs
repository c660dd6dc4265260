namespace Better.Calendar.Icalendar.Parsing;

/// <summary>An error in the nesting of components.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Line">The line with the error.</param>
internal readonly record struct ParseFault(ParseFaultKind Kind, ContentLine Line);

/// <summary>The kinds of errors in the nesting of components.</summary>
internal enum ParseFaultKind
{
    /// <summary>A BEGIN without END.</summary>
    MissingEnd,

    /// <summary>An END without BEGIN.</summary>
    MissingBegin,

    /// <summary>A line outside all components.</summary>
    LineOutsideComponent,

    /// <summary>A component that is nested too deeply; its lines are added to the component around it.</summary>
    NestedTooDeep,

    /// <summary>A line with too many parameters; the rest of them are not read.</summary>
    TooManyParameters,

    /// <summary>The last line that was read of a file with too many lines.</summary>
    TooManyLines,
}
