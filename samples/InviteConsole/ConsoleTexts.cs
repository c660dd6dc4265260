using System.Collections.Concurrent;
using System.Text.Json;
using Better.Calendar;

namespace InviteConsole;

/// <summary>
/// The texts of the console in one language, from Texts/LANGUAGE.json. WebHost compiles this file too, and has files of its own beside
/// them: texts.NAME.LANGUAGE.json.
/// </summary>
internal sealed class ConsoleTexts
{
    private const string Prefix = "texts.";
    private const string Suffix = ".json";

    /// <summary>The languages that the console speaks.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(ConsoleTexts).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static name => name[Prefix.Length..^Suffix.Length].Split('.')[^1])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static readonly ConcurrentDictionary<string, ConsoleTexts> All = new(StringComparer.Ordinal);
    private static readonly AsyncLocal<ConsoleTexts?> OfTask = new();
    private static ConsoleTexts everywhere = ForLanguage("en");

    private readonly Dictionary<string, JsonElement> texts;
    private readonly Lazy<InvitationTexts> plurals;

    private ConsoleTexts(string language, Dictionary<string, JsonElement> texts)
    {
        (Language, this.texts) = (language, texts);

        // The library knows the plural rule of each language: it is asked with a text whose forms are the names of the categories.
        plurals = new(() => Enum.GetValues<PluralCategory>().Aggregate(
            Library, static (all, category) => all.WithOverride(TextKey.WorkshopCount, category, category.ToString().ToLowerInvariant())));
    }

    /// <summary>The texts that are printed.</summary>
    public static ConsoleTexts Current => OfTask.Value ?? everywhere;

    /// <summary>The language (BCP 47).</summary>
    public string Language { get; }

    /// <summary>The texts of emails, in the same language, for the words that both have.</summary>
    public InvitationTexts Library => InvitationTexts.ForLanguage(Language);

    /// <summary>The texts in a language; in English if the console does not speak it.</summary>
    public static ConsoleTexts ForLanguage(string language) =>
        All.GetOrAdd(Languages.Contains(language) ? language : "en", static known => Read(known));

    /// <summary>Prints from now on in a language; in English if the console does not speak it.</summary>
    public static void Use(string language) => everywhere = ForLanguage(language);

    /// <summary>Prints in a language in what the caller does from now on, such as answering one request, and nowhere else.</summary>
    public static void UseInTask(string language) => OfTask.Value = ForLanguage(language);

    /// <summary>A text in the language that is printed.</summary>
    public static string Of(ConsoleText text) => text.ToString();

    /// <summary>A text without values, such as the description of an option, in the language that is printed.</summary>
    public static string Translate(string english) => Current.Find(english, null);

    /// <summary>The translation of a text, in the plural form of a number; the English text itself if there is none.</summary>
    public string Find(string english, int? count)
    {
        if (!texts.TryGetValue(english, out var text))
        {
            return english;
        }

        if (text.ValueKind == JsonValueKind.String)
        {
            return text.GetString()!;
        }

        var category = plurals.Value.FormatPlural(TextKey.WorkshopCount, Math.Max(0, count ?? 0));
        return (text.TryGetProperty(category, out var form) ? form : text.GetProperty("other")).GetString()!;
    }

    private static ConsoleTexts Read(string language)
    {
        var assembly = typeof(ConsoleTexts).Assembly;
        var texts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith("." + language + Suffix, StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            foreach (var (english, text) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(resource)!)
            {
                texts[english] = text;
            }
        }

        return new(language, texts);
    }
}
