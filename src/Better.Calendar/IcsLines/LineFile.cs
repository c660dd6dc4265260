namespace Better.Calendar.IcsLines;

/// <summary>A file as the tolerant reader understood it. Anything can be read; what was wrong is told beside it.</summary>
internal sealed class LineFile
{
    internal LineFile(byte[] octets, List<LineComponent> components, List<LineFault> faults, int lineCount, int longestLine) =>
        (Octets, Components, Faults, LineCount, LongestLine) = (octets, components, faults, lineCount, longestLine);

    /// <summary>The octets that were read; not to be changed.</summary>
    public byte[] Octets { get; }

    /// <summary>The components that stand in no other, in their order.</summary>
    public IReadOnlyList<LineComponent> Components { get; }

    /// <summary>What is wrong with the nesting.</summary>
    public IReadOnlyList<LineFault> Faults { get; }

    /// <summary>How many unfolded lines there are, blank ones not counted.</summary>
    public int LineCount { get; }

    /// <summary>The octets of the longest line, unfolded.</summary>
    public int LongestLine { get; }

    /// <summary>Whether it begins with a UTF-8 byte order mark.</summary>
    public bool HasMark => Octets.Length >= 3 && Octets[0] == 0xEF && Octets[1] == 0xBB && Octets[2] == 0xBF;

    /// <summary>The first component of a name that stands in no other; null when there is none.</summary>
    public LineComponent? this[string name]
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
