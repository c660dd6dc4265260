namespace Better.Calendar.Icalendar.Parsing;

/// <summary>One unfolded content line, whatever was wrong with it (RFC 5545, 3.1).</summary>
/// <remarks>Of a stranger's file most lines are never asked for: parameters and value become text when they are.</remarks>
internal sealed class ContentLine
{
    private readonly byte[] bytes;
    private readonly int parametersStart;
    private readonly int valueStart;
    private readonly int end;

    private Parameter[]? parameters;
    private string? value;
    private string? unescapedValue;

    /// <summary>A content line.</summary>
    /// <param name="number">The number of its first physical line.</param>
    /// <param name="offset">Its first byte in the file.</param>
    /// <param name="name">The property's name in capitals.</param>
    /// <param name="bytes">What holds the line, unfolded; kept, not copied.</param>
    /// <param name="parametersStart">The byte behind the name.</param>
    /// <param name="valueStart">The byte behind the colon.</param>
    /// <param name="end">The byte behind the value.</param>
    internal ContentLine(int number, int offset, string name, byte[] bytes, int parametersStart, int valueStart, int end)
    {
        (LineNumber, ByteOffset, Name, this.bytes) = (number, offset, name, bytes);
        (this.parametersStart, this.valueStart, this.end) = (parametersStart, valueStart, end);
    }

    /// <summary>A line that is no content line.</summary>
    /// <inheritdoc cref="ContentLine(int, int, string, byte[], int, int, int)"/>
    /// <param name="number"/><param name="offset"/><param name="bytes"/><param name="end"/>
    /// <param name="start">Its first byte.</param>
    internal ContentLine(int number, int offset, byte[] bytes, int start, int end)
        : this(number, offset, "", bytes, start, start, end) => IsMalformed = true;

    /// <summary>The number of its first physical line, from 1.</summary>
    public int LineNumber { get; }

    /// <summary>Its first byte in the file.</summary>
    public int ByteOffset { get; }

    /// <summary>The property's name in capitals; empty for junk.</summary>
    public string Name { get; }

    /// <summary>Its parameters, in their order.</summary>
    public IReadOnlyList<Parameter> Parameters => parameters ??= IsMalformed ? [] : ContentLineParser.ParseParameters(bytes, parametersStart, end);

    /// <summary>What stands behind the colon, escapes and all; for junk the whole line.</summary>
    public string Value => value ??= TextEncoding.Decode(bytes, valueStart, end - valueStart);

    /// <summary>Whether it was UTF-8; otherwise what is not was read as Latin-1.</summary>
    public bool IsUtf8 => TextEncoding.IndexOfInvalidUtf8(bytes, parametersStart, end - parametersStart) < 0;

    /// <summary>Whether it is no content line at all: it has no name with a colon.</summary>
    public bool IsMalformed { get; }

    /// <summary>A parameter's value, the first of that name; null when there is none.</summary>
    public string? this[string parameter]
    {
        get
        {
            for (var at = 0; at < Parameters.Count; at++)
            {
                if (Parameters[at].Name == parameter)
                {
                    return Parameters[at].Value;
                }
            }

            return null;
        }
    }

    /// <summary>Whether the value is this word, in any case, without the blanks around it.</summary>
    public bool ValueEquals(string word) => Value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as TEXT: escapes undone (RFC 5545, 3.3.11); what is no escape stays.</summary>
    public string UnescapedValue => unescapedValue ??= TextEncoding.Unescape(Value);

    /// <summary>The line again, unfolded: <c>NAME;PARAMETER=value:value</c>.</summary>
    public override string ToString() =>
        IsMalformed ? Value
        : Parameters.Count == 0 ? $"{Name}:{Value}"
        : $"{Name};{string.Join(";", Parameters.Select(parameter => $"{parameter.Name}={parameter.RawValue}"))}:{Value}";
}
