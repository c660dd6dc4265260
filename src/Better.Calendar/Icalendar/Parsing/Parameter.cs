namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A parameter of a content line.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="RawValue">As it was written, with its quotes.</param>
/// <param name="Value">Without the quotes around it and without RFC 6868's escapes.</param>
/// <param name="IsQuoted">Whether the whole value stood in quotes.</param>
/// <param name="HasUnexpectedQuote">Whether a quote stands where none may (RFC 5545, 3.2): inside a value, or never closed.</param>
internal readonly record struct Parameter(string Name, string RawValue, string Value, bool IsQuoted, bool HasUnexpectedQuote);
