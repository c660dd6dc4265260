namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A component: the lines and nested components between BEGIN and END (RFC 5545, 3.6).</summary>
internal sealed class Component
{
    private readonly List<ContentLine> lines = [];
    private readonly List<Component> components = [];

    internal Component(string name, ContentLine beginLine) => (Name, BeginLine) = (name, beginLine);

    /// <summary>The name in capitals: <c>VEVENT</c>.</summary>
    public string Name { get; }

    /// <summary>The BEGIN line.</summary>
    public ContentLine BeginLine { get; }

    /// <summary>The END line; null if it is missing.</summary>
    public ContentLine? EndLine { get; internal set; }

    /// <summary>The component's own lines, including malformed ones, without those of nested components.</summary>
    public IReadOnlyList<ContentLine> Lines => lines;

    /// <summary>The nested components, in the order of the file.</summary>
    public IReadOnlyList<Component> Components => components;

    /// <summary>The first line with a name; null if there is none.</summary>
    public ContentLine? this[string name]
    {
        get
        {
            for (var at = 0; at < lines.Count; at++)
            {
                // Common names are interned, so the string comparison usually ends at equal references.
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
