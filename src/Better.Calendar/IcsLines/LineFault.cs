namespace Better.Calendar.IcsLines;

/// <summary>Where the nesting of a file is broken.</summary>
/// <param name="Kind">How.</param>
/// <param name="Line">The line at which it shows.</param>
internal readonly record struct LineFault(LineFaultKind Kind, Line Line);

/// <summary>How nesting can be broken.</summary>
internal enum LineFaultKind
{
    /// <summary>A BEGIN that nothing closes.</summary>
    Unclosed,

    /// <summary>An END that closes nothing.</summary>
    Unopened,

    /// <summary>A line outside all components.</summary>
    Outside,

    /// <summary>A component that stands too deep; its lines are read as those of the one around it.</summary>
    TooDeep,

    /// <summary>The last line that was read of a file with too many.</summary>
    TooMany,
}
