using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>The language of the screen: --language, else that of the system, else English.</summary>
internal static partial class UserLanguage
{
    private const string Name = "--language";

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static Option<string?> CreateOption() => new(Name)
    {
        Description =
            "The language of the screen, such as hu. Default: the language of the system. With --to, the emails are in it as well.",
        HelpName = "LANGUAGE",
        Recursive = true,
    };

    /// <summary>The language to print in, which the console speaks.</summary>
    /// <param name="arguments">The command line, before it is parsed: also its errors are printed in the language.</param>
    /// <param name="system">The language of the system; null: it is asked.</param>
    public static string Choose(IReadOnlyList<string> arguments, string? system)
    {
        var wanted = FindOption(arguments) ?? system ?? GetSystemLanguage();
        return FindSpoken(wanted) ?? "en";
    }

    /// <summary>Says on standard error that the console does not speak the language of --language.</summary>
    /// <exception cref="UsageException">It is no language.</exception>
    public static void Check(string? wanted, TextWriter error)
    {
        if (wanted is not null && !Tag().IsMatch(Normalize(wanted)))
        {
            throw new UsageException($"--language: \"{wanted}\" is no language; write it like hu or pt-BR.");
        }

        if (wanted is not null && FindSpoken(wanted) is null)
        {
            error.WriteLine(Of($"The console does not speak {wanted}, only {string.Join(", ", ConsoleTexts.Languages)}."));
        }
    }

    private static string? FindOption(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == Name && i + 1 < arguments.Count)
            {
                return arguments[i + 1];
            }

            if (arguments[i].StartsWith(Name, StringComparison.Ordinal) && arguments[i][Name.Length..] is ['=' or ':', .. var value])
            {
                return value;
            }
        }

        return null;
    }

    private static string? FindSpoken(string language)
    {
        var tag = Normalize(language);
        while (!ConsoleTexts.Languages.Contains(tag, StringComparer.OrdinalIgnoreCase) && tag.LastIndexOf('-') is > 0 and var end)
        {
            tag = tag[..end];
        }

        return ConsoleTexts.Languages.FirstOrDefault(spoken => spoken.Equals(tag, StringComparison.OrdinalIgnoreCase));
    }

    // hu_HU.UTF-8@euro as POSIX writes it.
    private static string Normalize(string language) => language.Split('.', '@')[0].Replace('_', '-').Trim();

    // POSIX, XBD 8.2: the first of these that is set counts; "C" is the language of programs, English.
    private static string GetSystemLanguage() => Variables
        .Select(Environment.GetEnvironmentVariable)
        .FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? CultureInfo.CurrentUICulture.Name;

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Tag();
}
