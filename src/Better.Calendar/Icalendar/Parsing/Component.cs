namespace Better.Calendar.Icalendar.Parsing;

/// <summary>A component: the lines and nested components between BEGIN and END (RFC 5545, 3.6).</summary>
internal sealed class Component
{
    // Shared by the many components without any; nothing is ever added to them.
    private static readonly List<ContentLine> NoLines = [];
    private static readonly List<Component> NoComponents = [];

    private List<ContentLine> lines = NoLines;
    private List<Component> components = NoComponents;

    internal Component(string name, ContentLine beginLine) => (Name, BeginLine) = (name, beginLine);

    /// <summary>The name in capitals: <c>VEVENT</c>.</summary>
    public string Name { get; }

    /// <summary>The BEGIN line.</summary>
    public ContentLine BeginLine { get; }

    /// <summary>The END line; null if it is missing.</summary>
    public ContentLine? EndLine { get; internal set; }

    /// <summary>
    /// The component's own lines, including malformed ones, without those of nested components. Only the parser adds to it.
    /// </summary>
    public List<ContentLine> Lines => lines;

    /// <summary>The nested components, in the order of the file. Only the parser adds to it.</summary>
    public List<Component> Components => components;

    /// <summary>The first line with a name; null if there is none.</summary>
    public ContentLine? this[string name] => IndexOf(name, 0) is >= 0 and var at ? lines[at] : null;

    /// <summary>The index of the next line with a name; -1 if there is none.</summary>
    public int IndexOf(string name, int start)
    {
        for (var at = start; at < lines.Count; at++)
        {
            // Common names are interned, so the string comparison usually ends at equal references.
            if (lines[at].Name == name)
            {
                return at;
            }
        }

        return -1;
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

    internal void Add(ContentLine line)
    {
        lines = ReferenceEquals(lines, NoLines) ? new(8) : lines;
        lines.Add(line);
    }

    internal void Add(Component component)
    {
        components = ReferenceEquals(components, NoComponents) ? [] : components;
        components.Add(component);
    }
}
