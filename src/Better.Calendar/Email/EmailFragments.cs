using Better.Calendar.Email;

namespace Better.Calendar;

/// <summary>
/// The blocks of HTML that emails are made of, with named slots in the notation of Mustache: <c>{{title}}</c> is a text, and what stands
/// between <c>{{#rows}}</c> and <c>{{/rows}}</c> is repeated or left out. They are compiled from MJML. Instances are compared by reference.
/// </summary>
/// <threadsafety>Instances are immutable and thread-safe.</threadsafety>
public sealed class EmailFragments
{
    private static readonly string[] BlockNames =
    [
        "page", "header", "title", "card", "message", "summary", "changes", "action", "join", "details", "about", "schedule", "closing",
    ];

    // Every block may use them.
    private static readonly string[] SharedSlots = ["accent", "direction", "language", "start"];

    private readonly Dictionary<string, string> sources;
    private readonly Dictionary<string, HtmlFragment> fragments;

    private EmailFragments(Dictionary<string, string> sources) =>
        (this.sources, fragments) =
            (sources, sources.ToDictionary(static pair => pair.Key, static pair => HtmlFragment.Parse(pair.Value), StringComparer.Ordinal));

    /// <summary>The library's own blocks.</summary>
    public static EmailFragments Default { get; } =
        new(BlockNames.ToDictionary(static name => name, ReadResource, StringComparer.Ordinal));

    /// <summary>The names of the blocks, in the order of the page that holds them and the blocks in it.</summary>
    public static ValueList<string> Names { get; } = BlockNames.ToValueList();

    /// <summary>Replaces some or all of the library's blocks by a host's own.</summary>
    /// <param name="blocks">HTML by the name of the block (<see cref="Names"/>); the others stay the library's.</param>
    /// <exception cref="ArgumentException">A block has an unknown name, cannot be read, has a slot that the library does not fill there, or
    /// lacks one that it fills; all are named.</exception>
    public static EmailFragments Create(IReadOnlyDictionary<string, string> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        var problems = blocks.SelectMany(static block => FindProblems(block.Key, block.Value)).ToList();
        return problems.Count == 0
            ? new(BlockNames.ToDictionary(
                static name => name,
                name => blocks.TryGetValue(name, out var own) ? own.Replace("\r\n", "\n") : Default.sources[name],
                StringComparer.Ordinal))
            : throw new ArgumentException(string.Join("\n", problems), nameof(blocks));
    }

    /// <summary>The HTML of a block with its slots, for hosts that change it.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such block.</exception>
    public string GetSource(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return sources.TryGetValue(name, out var source)
            ? source
            : throw new ArgumentException($"There is no block \"{name}\"; there are: {string.Join(", ", BlockNames)}.", nameof(name));
    }

    internal HtmlFragment this[string name] => fragments[name];

    private static IEnumerable<string> FindProblems(string name, string html)
    {
        if (!BlockNames.Contains(name))
        {
            return [$"There is no block \"{name}\"; there are: {string.Join(", ", BlockNames)}."];
        }

        HtmlFragment own;
        try
        {
            own = HtmlFragment.Parse(html);
        }
        catch (FormatException exception)
        {
            return [$"The block \"{name}\" cannot be read: {exception.Message}."];
        }

        var known = new HashSet<string>(Default[name].GetPaths(), StringComparer.Ordinal);
        var used = own.GetPaths().Select(path => (Path: path, Known: Resolve(path, known))).ToList();
        var unknown = used.Where(static slot => slot.Known is null).Select(static slot => slot.Path).Distinct();
        var missing = known.Except(used.Select(static slot => slot.Known!)).Where(static path => !IsShared(path));
        return unknown.Select(path => $"The block \"{name}\" has a slot that is not filled there: {Show(path)}.")
            .Concat(missing.Select(path => $"The block \"{name}\" lacks a slot: {Show(path)}."));
    }

    // A slot within a section may show a value from around the section.
    private static string? Resolve(string path, HashSet<string> known)
    {
        if (IsShared(path) || known.Contains(path))
        {
            return path;
        }

        var sections = path.TrimEnd('/').Split('/');
        return path.EndsWith("/", StringComparison.Ordinal) || sections.Length < 2
            ? null
            : Resolve(string.Join("/", sections.Take(sections.Length - 2).Append(sections[sections.Length - 1])), known);
    }

    private static bool IsShared(string path) => SharedSlots.Contains(path.Substring(path.LastIndexOf('/') + 1));

    private static string Show(string path) =>
        path.EndsWith("/", StringComparison.Ordinal) ? $"{{{{#{path.TrimEnd('/')}}}}}" : $"{{{{{path}}}}}";

    private static string ReadResource(string name)
    {
        using var stream = typeof(EmailFragments).Assembly.GetManifestResourceStream($"Better.Calendar.Email.Html.{name}.html")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
