namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A parameter of a content line (RFC 5545, 3.2).</summary>
/// <param name="Name">The name in capitals.</param>
/// <param name="RawValue">The value as written, with quotes.</param>
/// <param name="Value">The value without the quotes around it, with the escapes of RFC 6868 decoded.</param>
/// <param name="IsQuoted">Whether the whole value is in quotes.</param>
/// <param name="HasUnexpectedQuote">Whether a quote is where RFC 5545, 3.2 does not allow one: inside a value, or never closed.</param>
internal readonly record struct Parameter(string Name, string RawValue, string Value, bool IsQuoted, bool HasUnexpectedQuote);
