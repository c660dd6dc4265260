using System.Diagnostics;
using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Localization;

/// <summary>Hosts without ICU. Each test starts its own process, because .NET selects its globalization mode once per process.</summary>
public sealed class MissingCulturesTests
{
    private const string LanguageVariable = "BETTER_CALENDAR_LANGUAGE";

    [TestCase("hu")]
    [TestCase("ar")]
    [TestCase("en")]
    public void Without_cultures_all_texts_are_English(string language)
    {
        var lines = RunProcess(language, ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.That(lines, Is.EqualTo(new[]
        {
            "en", "False", "Dear Éva,", "3 workshops", "Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)",
        }));
    }

    [Test]
    public void Without_PredefinedCulturesOnly_Hungarian_needs_no_ICU()
    {
        var lines = RunProcess(
            "hu", ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"), ("DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY", "0"));

        Assert.That(lines, Is.EqualTo(new[]
        {
            "hu", "False", "Kedves Éva!", "3 workshop", "2020. június 16., kedd, 10:30–12:00 (közép-európai nyári idő, UTC+2)",
        }));
    }

    [Test]
    public void The_language_of_the_machine_does_not_matter()
    {
        var lines = RunProcess("hu", ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"));

        Assert.That(lines.Take(3), Is.EqualTo(new[] { "hu", "False", "Kedves Éva!" }));
    }

    /// <summary>Writes the texts that the test compares; runs in the other process.</summary>
    internal static void WriteTexts()
    {
        if (Environment.GetEnvironmentVariable(LanguageVariable) is not { } language)
        {
            return;
        }

        var texts = InvitationTexts.ForLanguage(language);
        var zone = DateTimeZoneProviders.Tzdb["Europe/Budapest"];
        var start = new LocalDateTime(2020, 6, 16, 10, 30).InZoneStrictly(zone);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        output.Write(string.Join('\n', [
            texts.Language,
            $"{texts.IsRightToLeft}",
            texts.Format(TextKey.Greeting, ("name", "Éva")),
            texts.FormatPlural(TextKey.WorkshopCount, 3),
            texts.Dates.When(start, start.PlusMinutes(90)),
        ]));
    }

    private static string[] RunProcess(string language, params (string Name, string Value)[] environment)
    {
        var assembly = typeof(MissingCulturesTests).Assembly.Location;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[LanguageVariable] = language;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return output.Split('\n');
    }
}
