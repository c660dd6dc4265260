namespace Better.Calendar.Icalendar.Parsing;

/// <summary>One unfolded content line, valid or malformed (RFC 5545, 3.1).</summary>
/// <remarks>Most lines of a file are never read: parameters and value are decoded on first use.</remarks>
internal sealed class ContentLine
{
    private readonly byte[] bytes;
    private readonly int parametersStart;
    private readonly int valueStart;
    private readonly int end;

    private Parameter[]? parameters;
    private string? value;
    private string? unescapedValue;

    /// <summary>Creates a valid content line.</summary>
    /// <param name="number">The number of its first physical line.</param>
    /// <param name="offset">The offset of its first byte in the file.</param>
    /// <param name="name">The property's name in capitals.</param>
    /// <param name="bytes">The bytes that contain the unfolded line; kept, not copied.</param>
    /// <param name="parametersStart">The offset after the name.</param>
    /// <param name="valueStart">The offset after the colon.</param>
    /// <param name="end">The offset after the value.</param>
    internal ContentLine(int number, int offset, string name, byte[] bytes, int parametersStart, int valueStart, int end)
    {
        (LineNumber, ByteOffset, Name, this.bytes) = (number, offset, name, bytes);
        (this.parametersStart, this.valueStart, this.end) = (parametersStart, valueStart, end);
    }

    /// <summary>Creates a line that is not a content line.</summary>
    /// <inheritdoc cref="ContentLine(int, int, string, byte[], int, int, int)"/>
    /// <param name="number"/><param name="offset"/><param name="bytes"/><param name="end"/>
    /// <param name="start">The offset of its first byte.</param>
    internal ContentLine(int number, int offset, byte[] bytes, int start, int end)
        : this(number, offset, "", bytes, start, start, end) => IsMalformed = true;

    /// <summary>The number of its first physical line, from 1.</summary>
    public int LineNumber { get; }

    /// <summary>The offset of its first byte in the file.</summary>
    public int ByteOffset { get; }

    /// <summary>The property's name in capitals; empty for a malformed line.</summary>
    public string Name { get; }

    /// <summary>The parameters, in the order of the line.</summary>
    public IReadOnlyList<Parameter> Parameters =>
        parameters ??= IsMalformed ? [] : ContentLineParser.ParseParameters(bytes, parametersStart, end);

    /// <summary>The text after the colon, with escapes; for a malformed line the whole line.</summary>
    public string Value => value ??= TextEncoding.Decode(bytes, valueStart, end - valueStart);

    /// <summary>Whether the line is valid UTF-8; otherwise its parts that are not were decoded as Latin-1.</summary>
    public bool IsUtf8 => TextEncoding.IndexOfInvalidUtf8(bytes, parametersStart, end - parametersStart) < 0;

    /// <summary>Whether it is not a content line: it does not have a name and a colon.</summary>
    public bool IsMalformed { get; }

    /// <summary>The value of the first parameter with a name; null if there is none.</summary>
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

    /// <summary>Whether the value equals a word, ignoring case and surrounding white space.</summary>
    public bool ValueEquals(string word) => Value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as TEXT with escapes decoded (RFC 5545, 3.3.11); invalid escapes stay as they are.</summary>
    public string UnescapedValue => unescapedValue ??= TextEncoding.Unescape(Value);

    /// <summary>The unfolded line: <c>NAME;PARAMETER=value:value</c>.</summary>
    public override string ToString() =>
        IsMalformed ? Value
        : Parameters.Count == 0 ? $"{Name}:{Value}"
        : $"{Name};{string.Join(";", Parameters.Select(parameter => $"{parameter.Name}={parameter.RawValue}"))}:{Value}";
}
