namespace Better.Calendar.Icalendar.Parsing;

/// <summary>One unfolded content line, valid or malformed (RFC 5545, 3.1).</summary>
/// <remarks>Most lines of a file are never read: parameters and value are decoded on first use.</remarks>
internal sealed class ContentLine
{
    private readonly byte[] bytes;
    private readonly int parametersStart;
    private readonly int valueStart;
    private readonly int end;
    private readonly int parameterCount;

    private Parameter[]? parameters;
    private string? value;
    private string? unescaped;

    /// <summary>Creates a valid content line.</summary>
    /// <param name="number">The number of its first physical line.</param>
    /// <param name="offset">The offset of its first byte in the file.</param>
    /// <param name="name">The property's name in capitals.</param>
    /// <param name="bytes">The bytes that contain the unfolded line; kept, not copied.</param>
    /// <param name="parametersStart">The offset after the name.</param>
    /// <param name="valueStart">The offset after the colon.</param>
    /// <param name="end">The offset after the value.</param>
    /// <param name="parameterCount">How many parameters it has.</param>
    internal ContentLine(
        int number,
        int offset,
        string name,
        byte[] bytes,
        int parametersStart,
        int valueStart,
        int end,
        int parameterCount)
    {
        (LineNumber, ByteOffset, Name, this.bytes) = (number, offset, name, bytes);
        (this.parametersStart, this.valueStart, this.end, this.parameterCount) = (parametersStart, valueStart, end, parameterCount);
    }

    /// <summary>Creates a line that is not a content line.</summary>
    /// <inheritdoc cref="ContentLine(int, int, string, byte[], int, int, int, int)"/>
    /// <param name="number"/><param name="offset"/><param name="bytes"/><param name="end"/>
    /// <param name="start">The offset of its first byte.</param>
    internal ContentLine(int number, int offset, byte[] bytes, int start, int end)
        : this(number, offset, "", bytes, start, start, end, 0)
    {
    }

    /// <summary>The number of its first physical line, from 1.</summary>
    public int LineNumber { get; }

    /// <summary>The offset of its first byte in the file.</summary>
    public int ByteOffset { get; }

    /// <summary>The property's name in capitals; empty for a malformed line.</summary>
    public string Name { get; }

    /// <summary>The parameters, in the order of the line, at most <see cref="InputLimits.LineParameters"/>.</summary>
    public Parameter[] Parameters =>
        parameters ??= parameterCount == 0 ? [] : ContentLineParser.ParseParameters(
            bytes,
            parametersStart,
            end,
            Math.Min(parameterCount, InputLimits.LineParameters));

    /// <summary>How many parameters it has, without decoding them.</summary>
    public int ParameterCount => parameterCount;

    /// <summary>The text after the colon, with escapes; for a malformed line the whole line.</summary>
    public string Value => value ??= TextEncoding.Decode(bytes, valueStart, end - valueStart);

    /// <summary>Whether it is not a content line: it does not have a name and a colon.</summary>
    public bool IsMalformed => Name.Length == 0;

    /// <summary>The value of the first parameter with a name; null if there is none.</summary>
    public string? this[string parameter]
    {
        get
        {
            for (var at = 0; at < Parameters.Length; at++)
            {
                if (Parameters[at].Name == parameter)
                {
                    return Parameters[at].Value;
                }
            }

            return null;
        }
    }

    /// <summary>Whether the value is the name of a component, ignoring case and surrounding white space.</summary>
    public bool IsComponentName(string name) =>
        InternedNames.EqualsIgnoreCase(TrimmedValue, name) || (!IsAscii(name) && ValueEquals(name));

    /// <summary>The value as the name of a component: in capitals, without surrounding white space.</summary>
    public string GetComponentName()
    {
        foreach (var @byte in TrimmedValue)
        {
            if (@byte >= 0x80)
            {
                return Value.Trim().ToUpperInvariant();
            }
        }

        return InternedNames.Intern(TrimmedValue);
    }

    /// <summary>Whether the value equals a word, ignoring case and surrounding white space.</summary>
    public bool ValueEquals(string word) => Value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as TEXT with escapes decoded (RFC 5545, 3.3.11); invalid escapes stay as they are.</summary>
    public string UnescapedValue => unescaped ??= TextEncoding.Unescape(Value);

    /// <summary>The values of a list of dates, perhaps with blanks around them, at most <see cref="InputLimits.ListValues"/>.</summary>
    public ListValues Dates => new(Value.AsSpan(), InputLimits.ListValues);

    /// <summary>Whether there is white space before or after the value.</summary>
    public bool HasBlankAround =>
        end > valueStart && (bytes[valueStart] is <= (byte)' ' or > 0x7F || bytes[end - 1] is <= (byte)' ' or > 0x7F)
        && Value.Trim().Length < Value.Length;

    /// <summary>Whether another line has the same parameters and the same value, byte for byte.</summary>
    public bool HasSameText(ContentLine other) => Text.SequenceEqual(other.Text);

    /// <summary>The unfolded line: <c>NAME;PARAMETER=value:value</c>.</summary>
    public override string ToString() =>
        IsMalformed ? Value
        : Parameters.Length == 0 ? $"{Name}:{Value}"
        : $"{Name};{string.Join(";", Parameters.Select(parameter => $"{parameter.Name}={parameter.RawValue}"))}:{Value}";

    private ReadOnlySpan<byte> Text => bytes.AsSpan(parametersStart, end - parametersStart);

    private ReadOnlySpan<byte> TrimmedValue
    {
        get
        {
            var (first, last) = (valueStart, end);
            while (first < last && bytes[first] is (byte)' ' or (byte)'\t')
            {
                first++;
            }

            while (first < last && bytes[last - 1] is (byte)' ' or (byte)'\t')
            {
                last--;
            }

            return bytes.AsSpan(first, last - first);
        }
    }

    private static bool IsAscii(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                return false;
            }
        }

        return true;
    }
}
