using System.Diagnostics;
using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Localization;

/// <summary>Hosts without ICU: each test starts a process of its own, because .NET decides on cultures once.</summary>
public sealed class MissingCulturesTests
{
    private const string Question = "BETTER_CALENDAR_LANGUAGE";

    [TestCase("hu")]
    [TestCase("ar")]
    [TestCase("en")]
    public void Without_cultures_everything_is_English(string language)
    {
        var lines = Ask(language, ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.That(lines, Is.EqualTo(new[]
        {
            "en", "False", "Dear Éva,", "3 workshops", "Tuesday 16 June 2020, 10:30–12:00 (Central European Summer Time, UTC+2)",
        }));
    }

    [Test]
    public void Where_cultures_may_be_made_up_Hungarian_needs_no_ICU()
    {
        var lines = Ask(
            "hu", ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"), ("DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY", "0"));

        Assert.That(lines, Is.EqualTo(new[]
        {
            "hu", "False", "Kedves Éva!", "3 workshop", "2020. június 16., kedd, 10:30–12:00 (közép-európai nyári idő, UTC+2)",
        }));
    }

    [Test]
    public void A_machine_in_another_language_says_the_same()
    {
        var lines = Ask("hu", ("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"));

        Assert.That(lines.Take(3), Is.EqualTo(new[] { "hu", "False", "Kedves Éva!" }));
    }

    /// <summary>What the other process prints.</summary>
    internal static void Say()
    {
        if (Environment.GetEnvironmentVariable(Question) is not { } language)
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

    private static string[] Ask(string language, params (string Name, string Value)[] environment)
    {
        var assembly = typeof(MissingCulturesTests).Assembly.Location;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[Question] = language;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, faults.Result);
        return said.Split('\n');
    }
}
