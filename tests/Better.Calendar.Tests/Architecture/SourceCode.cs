using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Architecture;

/// <summary>A file of <c>src</c>, as text: what it declares, and which words of its code may be types.</summary>
internal sealed partial class SourceCode
{
    private readonly string text;

    public SourceCode(string path, string text)
    {
        this.text = text;
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!.Replace(System.IO.Path.DirectorySeparatorChar, '/');
    }

    /// <summary>All files of all packages; what every package compiles in from the root of <c>src</c> is .NET's own.</summary>
    public static IReadOnlyList<SourceCode> All { get; } = Read();

    /// <summary>The path below <c>src</c>.</summary>
    public string Path { get; }

    /// <summary>The folder below <c>src</c>, with slashes.</summary>
    public string Folder { get; }

    /// <summary>The area that the folder belongs to.</summary>
    public string Area => Architecture.Area.Find(Folder) ?? Folder;

    public string Package => Folder.Split('/')[0];

    public string? Namespace => NamespacePattern().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    public bool IsPublic => PublicPattern().IsMatch(text);

    /// <summary>The types that stand outside of others.</summary>
    public IEnumerable<string> TopLevelTypes => TopLevelPattern().Matches(text).Select(static match => match.Groups[1].Value);

    /// <summary>All types, nested ones too.</summary>
    public IEnumerable<string> Types => TypePattern().Matches(text).Select(static match => match.Groups[1].Value);

    /// <summary>Words that may be types: not in comments or texts, not behind a dot, and not the name of a member or parameter.</summary>
    public HashSet<string> Words
    {
        get
        {
            var code = SilentPattern().Replace(text, "");
            var declarations = DeclarationPattern().Matches(code);
            var types = declarations.SelectMany(static match => WordPattern().Matches(match.Groups[1].Value))
                .Select(static match => match.Value)
                .ToHashSet();
            var members = declarations.Select(static match => match.Groups[2].Value).Where(name => !types.Contains(name)).ToHashSet();
            return [.. WordPattern()
                .Matches(DeclarationPattern().Replace(code, "$1"))
                .Select(static match => match.Value)
                .Where(word => !members.Contains(word))];
        }
    }

    public bool UsesNamespace(string name) => Regex.IsMatch(text, $@"using (static |\w+ = )?{Regex.Escape(name)}\b");

    private static List<SourceCode> Read()
    {
        var root = Repository.File("src");
        return
        [
            .. Directory.GetDirectories(root)
                .SelectMany(static package => Directory.EnumerateFiles(package, "*.cs", SearchOption.AllDirectories))
                .Select(file => (Path: System.IO.Path.GetRelativePath(root, file), File: file))
                .Where(static file => !file.Path.Split(System.IO.Path.DirectorySeparatorChar).Intersect(["obj", "bin"]).Any())
                .Select(static file => new SourceCode(file.Path, File.ReadAllText(file.File))),
        ];
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^public (?:\w+ )*?(?:class|record|interface|enum|struct|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicPattern();

    [GeneratedRegex(
        @"^(?:public|internal) (?:\w+ )*?(?:class|record struct|record|interface|enum|struct|delegate [\w<>]+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelPattern();

    [GeneratedRegex(
        @"^ *(?:public|internal|private|protected) (?:\w+ )*?(?:class|record struct|record|interface|enum|struct|delegate [\w<>]+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypePattern();

    // Comments, and texts without values in them.
    [GeneratedRegex("""//.*|(?<!\$)"[^"\n]*"(?!")""")]
    private static partial Regex SilentPattern();

    // "EmailAddress Organizer {" declares a property: its name is no use of a type.
    [GeneratedRegex(
        @"(\b(?!(?:is|as|not|or|and|new|return|throw|in|out|ref|case|default|await)\b)[A-Za-z]\w*(?:<[^;{}()]*>)?\??)"
            + @" ([A-Z]\w*)(?= (?:\{|=>)|[(,)=;])")]
    private static partial Regex DeclarationPattern();

    // Nor is a property that an initializer sets, or a named argument.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*\b(?!\s*(?:=[^=>]|:[^:]))")]
    private static partial Regex WordPattern();
}
