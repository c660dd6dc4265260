namespace Better.Calendar.Icalendar.Parsing;

/// <summary>How a physical line ends.</summary>
internal enum LineEnding
{
    /// <summary>At the end of the file, without a line break.</summary>
    None,

    /// <summary>With CR LF, as RFC 5545, 3.1 requires.</summary>
    CrLf,

    /// <summary>With only LF.</summary>
    Lf,

    /// <summary>With only CR.</summary>
    Cr,
}
