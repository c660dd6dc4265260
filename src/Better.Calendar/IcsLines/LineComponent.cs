namespace Better.Calendar.IcsLines;

/// <summary>What stands between a BEGIN and its END.</summary>
internal sealed class LineComponent
{
    private readonly List<Line> lines = [];
    private readonly List<LineComponent> components = [];

    internal LineComponent(string name, Line begin) => (Name, Begin) = (name, begin);

    /// <summary>Its name in capitals: <c>VEVENT</c>.</summary>
    public string Name { get; }

    /// <summary>The line that opens it.</summary>
    public Line Begin { get; }

    /// <summary>The line that closes it; null when nothing does.</summary>
    public Line? End { get; internal set; }

    /// <summary>Its own lines, junk too, without those of the components inside.</summary>
    public IReadOnlyList<Line> Lines => lines;

    /// <summary>The components inside, in their order.</summary>
    public IReadOnlyList<LineComponent> Components => components;

    /// <summary>The first line of a name; null when there is none.</summary>
    public Line? this[string name]
    {
        get
        {
            for (var at = 0; at < lines.Count; at++)
            {
                // Common names are the same object: this compares references first.
                if (lines[at].Name == name)
                {
                    return lines[at];
                }
            }

            return null;
        }
    }

    /// <summary>How many lines have a name.</summary>
    public int Count(string name)
    {
        var count = 0;
        for (var at = 0; at < lines.Count; at++)
        {
            count += lines[at].Name == name ? 1 : 0;
        }

        return count;
    }

    internal void Add(Line line) => lines.Add(line);

    internal void Add(LineComponent component) => components.Add(component);
}
