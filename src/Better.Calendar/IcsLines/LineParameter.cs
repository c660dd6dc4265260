namespace Better.Calendar.IcsLines;

/// <summary>A parameter of a content line.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Raw">As it was written, with its quotes.</param>
/// <param name="Value">Without the quotes around it and without RFC 6868's escapes.</param>
/// <param name="IsQuoted">Whether the whole value stood in quotes.</param>
/// <param name="HasStrayQuote">Whether a quote stands where none may (RFC 5545, 3.2): inside a value, or never closed.</param>
internal readonly record struct LineParameter(string Name, string Raw, string Value, bool IsQuoted, bool HasStrayQuote);
