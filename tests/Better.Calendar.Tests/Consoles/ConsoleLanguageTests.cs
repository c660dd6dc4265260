using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The sample console speaks the user's language: every text in every language, and nothing else changes with it.</summary>
[NonParallelizable]
public sealed partial class ConsoleLanguageTests
{
    private static readonly string Folder = Repository.File("samples/InviteConsole");
    private static readonly string[] Languages = [.. InvitationTexts.Languages];

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCaseSource(nameof(Languages))]
    public void Every_text_of_the_console_is_in_every_language_with_the_same_values(string language)
    {
        var used = Directory.GetFiles(Folder, "*.cs").SelectMany(static file => ReadTexts(File.ReadAllText(file)))
            .Concat(ReadDescriptions(InviteConsole.ConsoleProgram.CreateRootCommand())).ToHashSet();
        var texts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            File.ReadAllText(Path.Combine(Folder, "Texts", $"{language}.json")))!;

        Assert.That(used, Has.Count.GreaterThan(200));
        Assert.That(texts.Keys.Except(used), Is.Empty, "texts that the console no longer has");
        Assert.That(language == "en" ? [] : used.Except(texts.Keys), Is.Empty, "texts that are not translated");
        Assert.That(
            texts.SelectMany(static text => GetForms(text.Value).Where(form => GetParts(form) != GetParts(text.Key))), Is.Empty);
    }

    [TestCase("hu", "--help", "Használat:")]
    [TestCase("de-AT", "--help", "Aufruf:")]
    [TestCase("fr_CA.UTF-8", "--help", "Utilisation :")]
    [TestCase("C.UTF-8", "--help", "Usage:")]
    [TestCase("tlh", "--help", "Usage:")]
    [TestCase("pl", "plan", "E-maile do wysłania: 15.")]
    [TestCase("ar", "plan", "عدد الرسائل التي ستُرسل: 15.")]
    [TestCase("nl_BE", "--help", "Gebruik:")]
    [TestCase("pt_BR.UTF-8", "--help", "Utilização:")]
    [TestCase("uk", "plan", "Повідомлень до надсилання: 15.")]
    [TestCase("hu", "send --dry-run", "15 e-mail menne ki 5 embernek.")]
    [TestCase("de", "send --dry-run", "Die Reihe wird zum ersten Mal verschickt")]
    [TestCase("de", "rehearse", "15 E-Mails wurden geprobt.")]
    [TestCase("sv", "rehearse", "onsdag 17 juni 2020")]
    [TestCase("et", "dance", "Käsku dance ei ole.")]
    [TestCase("sv", "plann", "Menade du plan?")]
    public void The_screen_speaks_the_language_of_the_system(string language, string arguments, string text) =>
        Assert.That(Run(language, arguments.Split(' ')).Output, Does.Contain(text));

    [TestCase("hu", "plan", "--language", "de", "[1] würden verschickt")]
    [TestCase("hu", "plan", "--language=it", "", "Partirebbero")]
    public void The_option_is_stronger_than_the_system(string system, string command, string option, string value, string text)
    {
        string[] arguments = value.Length == 0 ? [command, option] : [command, option, value];

        Assert.That(Run(system, arguments).Output, Does.Contain(text.Replace("[1]", "15 E-Mails", StringComparison.Ordinal)));
    }

    [Test]
    public void A_language_that_the_console_does_not_speak_is_said_and_what_is_none_is_refused()
    {
        var unknown = Run("hu", "plan", "--language", "tlh");

        Assert.That(unknown.Code, Is.Zero);
        Assert.That(unknown.Output, Does.Contain("The console does not speak tlh").And.Contain("15 emails would go out"));
        Assert.That(Run("hu", "plan", "--language", "1 2").Code, Is.EqualTo(2));
    }

    [Test]
    public void Neither_JSON_nor_the_names_nor_the_bytes_of_emails_depend_on_the_language()
    {
        Assert.That(Run("hu", "plan", "--json").Output, Does.EndWith(Run("en", "plan", "--json").Output.Split('\n', 2)[1]));

        Run("hu", "write", "--out", "hu");
        Run("ar", "write", "--out", "ar");
        Assert.That(ReadFiles("hu"), Is.EqualTo(ReadFiles("ar")));
        Assert.That(File.ReadAllText(Path.Combine(folder, "ar", "preview.html")), Does.Contain("<html lang=\"ar\" dir=\"rtl\">"));
    }

    private IEnumerable<(string Name, string Bytes)> ReadFiles(string output) =>
        Directory.GetFiles(Path.Combine(folder, output), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(static file => Path.GetFileName(file) != "preview.html")
            .Select(static file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file))));

    private (int Code, string Output) Run(string language, params string[] arguments)
    {
        using var output = new StringWriter();
        var before = Directory.GetCurrentDirectory();
        try
        {
            Directory.SetCurrentDirectory(folder);
            return (InviteConsole.ConsoleProgram.Run(arguments, output, output, language), output.ToString());
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    private static IEnumerable<string> GetForms(JsonElement text) => text.ValueKind == JsonValueKind.String
        ? [text.GetString()!]
        : text.EnumerateObject().Select(static form => form.Value.GetString()!).Append(text.GetProperty("other").GetString()!);

    // The values, and the markup.
    private static string GetParts(string text) =>
        string.Join(' ', Parts().Matches(text).Select(static part => part.Value).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> ReadDescriptions(Command command) =>
        command.Options.Select(static one => one.Description).Concat(command.Arguments.Select(static one => one.Description))
            .Append(command.Description).OfType<string>().Where(static text => text.Length > 0)
            .Concat(command.Subcommands.SelectMany(ReadDescriptions));

    /// <summary>The texts in a source file: interpolated strings, joined by +, as the first argument of what prints them.</summary>
    private static IEnumerable<string> ReadTexts(string source)
    {
        foreach (Match call in Call().Matches(source))
        {
            var (text, at, count) = (new StringBuilder(), call.Index + call.Length, 0);
            for (var hasMore = true; hasMore;)
            {
                at = ReadLiteral(source, at, text, ref count);
                var join = Join().Match(source, at);
                (hasMore, at) = (join.Success && join.Index == at, at + join.Length);
            }

            yield return text.ToString();
        }
    }

    private static int ReadLiteral(string source, int at, StringBuilder text, ref int count)
    {
        for (at += 2; source[at] != '"'; at++)
        {
            if (source[at] == '{')
            {
                at = SkipValue(source, at);
                text.Append('{').Append(count++).Append('}');
            }
            else
            {
                at += source[at] == '\\' ? 1 : 0;
                text.Append(source[at]);
            }
        }

        return at + 1;
    }

    /// <summary>The closing brace of a value, which may have strings and braces of its own.</summary>
    private static int SkipValue(string source, int at)
    {
        for (var depth = 0; ; at++)
        {
            if (source[at] == '"')
            {
                for (at++; source[at] != '"'; at++)
                {
                    at += source[at] == '\\' ? 1 : 0;
                }
            }

            depth += source[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }
    }

    [GeneratedRegex(@"(\bScreen\.(Line|Remark|Warning|Problem)|\bOf|\bEncodeOf|new UsageException)\(\s*(?=\$"")")]
    private static partial Regex Call();

    [GeneratedRegex(@"\s*\+\s*(?=\$"")")]
    private static partial Regex Join();

    [GeneratedRegex(@"\{\d\}|\[/?\w*\]")]
    private static partial Regex Parts();
}
