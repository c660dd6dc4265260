namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A parsed file. Any bytes can be parsed; <see cref="ParseFaults"/> lists what is wrong with the nesting.</summary>
internal sealed class IcsDocument
{
    internal IcsDocument(byte[] bytes, List<Component> components, List<ParseFault> parseFaults, int lineCount, int longestLine) =>
        (Bytes, Components, ParseFaults, LineCount, LongestLineBytes) = (bytes, components, parseFaults, lineCount, longestLine);

    /// <summary>The bytes of the file; they must not be changed.</summary>
    public byte[] Bytes { get; }

    /// <summary>The top-level components, in the order of the file.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>What is wrong with the nesting of components.</summary>
    public IReadOnlyList<ParseFault> ParseFaults { get; }

    /// <summary>The number of unfolded lines, without blank ones.</summary>
    public int LineCount { get; }

    /// <summary>The length of the longest unfolded line in bytes.</summary>
    public int LongestLineBytes { get; }

    /// <summary>Whether the file begins with a UTF-8 byte order mark.</summary>
    public bool HasByteOrderMark => Bytes.Length >= 3 && Bytes[0] == 0xEF && Bytes[1] == 0xBB && Bytes[2] == 0xBF;

    /// <summary>The first top-level component with a name; null if there is none.</summary>
    public Component? this[string name]
    {
        get
        {
            for (var at = 0; at < Components.Count; at++)
            {
                if (Components[at].Name == name)
                {
                    return Components[at];
                }
            }

            return null;
        }
    }
}
