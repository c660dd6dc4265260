namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A file as the tolerant reader understood it. Anything can be read; what was wrong is told beside it.</summary>
internal sealed class IcsDocument
{
    internal IcsDocument(byte[] bytes, List<Component> components, List<ParseFault> parseFaults, int lineCount, int longestLine) =>
        (Bytes, Components, ParseFaults, LineCount, LongestLineBytes) = (bytes, components, parseFaults, lineCount, longestLine);

    /// <summary>The bytes that were read; not to be changed.</summary>
    public byte[] Bytes { get; }

    /// <summary>The components that stand in no other, in their order.</summary>
    public IReadOnlyList<Component> Components { get; }

    /// <summary>What is wrong with the nesting.</summary>
    public IReadOnlyList<ParseFault> ParseFaults { get; }

    /// <summary>How many unfolded lines there are, blank ones not counted.</summary>
    public int LineCount { get; }

    /// <summary>The bytes of the longest line, unfolded.</summary>
    public int LongestLineBytes { get; }

    /// <summary>Whether it begins with a UTF-8 byte order mark.</summary>
    public bool HasByteOrderMark => Bytes.Length >= 3 && Bytes[0] == 0xEF && Bytes[1] == 0xBB && Bytes[2] == 0xBF;

    /// <summary>The first component of a name that stands in no other; null when there is none.</summary>
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
