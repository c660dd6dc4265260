namespace Better.Calendar.IcsLines;

/// <summary>One unfolded content line, whatever was wrong with it (RFC 5545, 3.1).</summary>
internal sealed class Line
{
    private static readonly LineParameter[] None = [];

    private string? text;

    internal Line(int number, int offset, string name, LineParameter[]? parameters, string value, bool isUtf8, bool isJunk) =>
        (Number, Offset, Name, Parameters, Value, IsUtf8, IsJunk) = (number, offset, name, parameters ?? None, value, isUtf8, isJunk);

    /// <summary>The number of its first physical line, from 1.</summary>
    public int Number { get; }

    /// <summary>Its first octet in the file.</summary>
    public int Offset { get; }

    /// <summary>The property's name in capitals; empty for junk.</summary>
    public string Name { get; }

    /// <summary>Its parameters, in their order.</summary>
    public IReadOnlyList<LineParameter> Parameters { get; }

    /// <summary>What stands behind the colon, escapes and all; for junk the whole line.</summary>
    public string Value { get; }

    /// <summary>Whether it was UTF-8; otherwise it was read as Latin-1.</summary>
    public bool IsUtf8 { get; }

    /// <summary>Whether it is no content line at all: it has no name with a colon.</summary>
    public bool IsJunk { get; }

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
    public bool Is(string word) => Value.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as TEXT: escapes undone (RFC 5545, 3.3.11); what is no escape stays.</summary>
    public string Text => text ??= LineText.Unescape(Value);

    /// <summary>The line again, unfolded: <c>NAME;PARAMETER=value:value</c>.</summary>
    public override string ToString() =>
        IsJunk ? Value
        : Parameters.Count == 0 ? $"{Name}:{Value}"
        : $"{Name};{string.Join(";", Parameters.Select(parameter => $"{parameter.Name}={parameter.Raw}"))}:{Value}";
}
