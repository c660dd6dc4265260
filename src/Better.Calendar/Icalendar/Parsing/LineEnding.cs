namespace Better.Calendar.Icalendar.Parsing;

/// <summary>How a physical line ends.</summary>
internal enum LineEnding
{
    /// <summary>By the end of the file.</summary>
    None,

    /// <summary>By CR LF, as RFC 5545, 3.1 wants it.</summary>
    CrLf,

    /// <summary>By LF alone.</summary>
    Lf,

    /// <summary>By CR alone.</summary>
    Cr,
}
