using System.Text.Json;
using System.Text.RegularExpressions;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>The organizer's pages speak thirteen languages: every text in every language, with the same values.</summary>
public sealed partial class OrganizerTextsTests
{
    private static readonly string Root = Path.Combine(PeerRig.Scripts, "../..");
    private static readonly string Folder = Path.Combine(Root, "samples/WebHost/Organizer");
    private static readonly string[] Languages = [.. InvitationTexts.Languages];

    [TestCaseSource(nameof(Languages))]
    public void Every_text_of_the_pages_is_in_every_language_with_the_same_values(string language)
    {
        var used = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetExtension(file) is ".razor" or ".cs")
            .SelectMany(static file => TextPattern().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal))
            .ToHashSet();
        var own = Directory.GetFiles(Path.Combine(Folder, "Texts"), $"*{language}.json").SelectMany(Read).ToList();
        var console = Read(Path.Combine(Root, $"samples/InviteConsole/Texts/{language}.json")).Select(static text => text.Key).ToHashSet();

        Assert.That(used, Has.Count.GreaterThan(80));
        Assert.That(own.Select(static text => text.Key).Except(used), Is.Empty, "texts that the pages no longer have");
        Assert.That(own.Select(static text => text.Key), Is.Unique);
        Assert.That(own.Select(static text => text.Key).Intersect(console), Is.Empty, "texts that the console has too");
        Assert.That(
            language == "en" ? [] : used.Except(own.Select(static text => text.Key)).Except(console),
            Is.Empty,
            "texts that are not translated");
        Assert.That(own.SelectMany(static text => GetForms(text.Value).Where(form => GetPlaces(form) != GetPlaces(text.Key))), Is.Empty);
    }

    private static Dictionary<string, JsonElement> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllText(file))!;

    private static IEnumerable<string> GetForms(JsonElement text) => text.ValueKind == JsonValueKind.String
        ? [text.GetString()!]
        : text.EnumerateObject().Select(static form => form.Value.GetString()!);

    private static string GetPlaces(string text) =>
        string.Join(' ', PlacePattern().Matches(text).Select(static match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("\\b(?:T|texts|Texts)(?:\\[|\\.Format\\(\\s*)\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex TextPattern();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex PlacePattern();
}
