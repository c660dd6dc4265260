namespace Better.Calendar.Icalendar.Parsing;

/// <summary>What stands between a BEGIN and its END.</summary>
internal sealed class Component
{
    private readonly List<ContentLine> lines = [];
    private readonly List<Component> components = [];

    internal Component(string name, ContentLine beginLine) => (Name, BeginLine) = (name, beginLine);

    /// <summary>Its name in capitals: <c>VEVENT</c>.</summary>
    public string Name { get; }

    /// <summary>The line that opens it.</summary>
    public ContentLine BeginLine { get; }

    /// <summary>The line that closes it; null when nothing does.</summary>
    public ContentLine? EndLine { get; internal set; }

    /// <summary>Its own lines, junk too, without those of the components inside.</summary>
    public IReadOnlyList<ContentLine> Lines => lines;

    /// <summary>The components inside, in their order.</summary>
    public IReadOnlyList<Component> Components => components;

    /// <summary>The first line of a name; null when there is none.</summary>
    public ContentLine? this[string name]
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
    public int CountLines(string name)
    {
        var count = 0;
        for (var at = 0; at < lines.Count; at++)
        {
            count += lines[at].Name == name ? 1 : 0;
        }

        return count;
    }

    internal void Add(ContentLine line) => lines.Add(line);

    internal void Add(Component component) => components.Add(component);
}
