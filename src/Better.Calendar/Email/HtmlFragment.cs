using System.Text;

namespace Better.Calendar.Email;

/// <summary>
/// A piece of HTML with named slots, in the notation of Mustache: <c>{{title}}</c> is a text, and what stands between <c>{{#rows}}</c> and
/// <c>{{/rows}}</c> is repeated for each row, or left out if there is none.
/// </summary>
internal sealed class HtmlFragment
{
    private readonly List<Part> parts;

    private HtmlFragment(List<Part> parts) => this.parts = parts;

    /// <summary>Reads a fragment.</summary>
    /// <exception cref="FormatException">A section is not closed, or closed where it is not open.</exception>
    public static HtmlFragment Parse(string html)
    {
        var open = new Stack<(string Name, List<Part> Parts)>();
        var current = new List<Part>();
        var at = 0;
        for (var start = html.IndexOf("{{", StringComparison.Ordinal); start >= 0;
            start = html.IndexOf("{{", at, StringComparison.Ordinal))
        {
            var end = html.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new FormatException("a slot that opens with {{ does not close");
            }

            current.Add(new(Text: html.Substring(at, start - at)));
            var name = html.Substring(start + 2, end - start - 2).Trim();
            at = end + 2;
            switch (name.Length == 0 ? ' ' : name[0])
            {
                case '#':
                    open.Push((name.Substring(1), current));
                    current = [];
                    at += html.Length > at && html[at] == '\n' ? 1 : 0;
                    break;
                case '/' when open.Count > 0 && open.Peek().Name == name.Substring(1):
                    var (section, outer) = open.Pop();
                    outer.Add(new(Name: section, Section: new(current)));
                    current = outer;
                    at += html.Length > at && html[at] == '\n' ? 1 : 0;
                    break;
                case '/':
                    throw new FormatException($"the section {name.Substring(1)} closes where it is not open");
                default:
                    current.Add(new(Name: name));
                    break;
            }
        }

        if (open.Count > 0)
        {
            throw new FormatException($"the section {open.Peek().Name} does not close");
        }

        current.Add(new(Text: html.Substring(at)));
        return new(current);
    }

    /// <summary>The slots and sections with the sections around them: <c>rows/title</c>.</summary>
    public IEnumerable<string> GetPaths(string around = "") => parts.Where(static part => part.Name is not null).SelectMany(part =>
        part.Section is { } section
            ? section.GetPaths($"{around}{part.Name}/").Prepend($"{around}{part.Name}/")
            : [around + part.Name]);

    /// <summary>Appends the fragment with its slots filled.</summary>
    public void Render(StringBuilder output, SlotValues values)
    {
        foreach (var part in parts)
        {
            if (part.Section is { } section)
            {
                foreach (var item in values.GetSections(part.Name!))
                {
                    section.Render(output, item);
                }
            }
            else
            {
                output.Append(part.Text ?? values.GetText(part.Name!));
            }
        }
    }

    private sealed record Part(string? Text = null, string? Name = null, HtmlFragment? Section = null);
}

/// <summary>What fills the slots of a fragment, escaped for HTML. A section also sees the values around it.</summary>
internal sealed class SlotValues(SlotValues? around = null)
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SlotValues>> sections = new(StringComparer.Ordinal);

    /// <summary>Gives a slot its text.</summary>
    public SlotValues Set(string name, string html)
    {
        texts[name] = html;
        return this;
    }

    /// <summary>Adds one occurrence of a section.</summary>
    public SlotValues Add(string name, params ReadOnlySpan<(string Name, string Html)> values)
    {
        _ = AddSection(name, values);
        return this;
    }

    /// <summary>Adds one occurrence of a section, and returns it.</summary>
    public SlotValues AddSection(string name, params ReadOnlySpan<(string Name, string Html)> values)
    {
        var section = new SlotValues(this);
        foreach (var (slot, html) in values)
        {
            section.texts[slot] = html;
        }

        if (!sections.TryGetValue(name, out var list))
        {
            sections[name] = list = [];
        }

        list.Add(section);
        return section;
    }

    public string GetText(string name) =>
        texts.TryGetValue(name, out var text) ? text
        : around?.GetText(name) ?? throw new InvalidOperationException($"The slot {name} has no value.");

    public IEnumerable<SlotValues> GetSections(string name) => sections.TryGetValue(name, out var list) ? list : [];
}
