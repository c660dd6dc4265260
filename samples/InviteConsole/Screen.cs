using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>
/// Prints texts for people. Only a terminal gets colors and lines of its width; a file gets plain text, each paragraph in one line.
/// </summary>
internal static class Screen
{
    // Nothing that is printed for people is as wide.
    private const int FileWidth = 10_000;

    /// <summary>Whether lines are broken at the width of a terminal.</summary>
    public static bool HasWidth => AnsiConsole.Profile.Width < FileWidth;

    /// <summary>Sends what is printed elsewhere.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="width">The width in columns; null: that of the terminal, or none if the writer is no terminal.</param>
    public static void PrintTo(TextWriter writer, int? width = null)
    {
        var isTerminal = (writer == Console.Out && !Console.IsOutputRedirected) || (writer == Console.Error && !Console.IsErrorRedirected);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width ?? (isTerminal ? console.Profile.Width : FileWidth);
        AnsiConsole.Console = console;
    }

    /// <summary>A line.</summary>
    public static void Line(ConsoleText text) => AnsiConsole.MarkupLine(text.ToMarkup());

    /// <summary>A line of less weight.</summary>
    public static void Remark(ConsoleText text) => Write("grey", text);

    /// <summary>A line that asks for attention.</summary>
    public static void Warning(ConsoleText text) => Write("yellow", text);

    /// <summary>A line that says what is wrong.</summary>
    public static void Problem(ConsoleText text) => Write("red", text);

    /// <summary>A line that says what is wrong, in words of the library or of the system.</summary>
    public static void ForeignProblem(string message) => AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");

    /// <summary>A line that asks for attention, which is translated already or in words of the library.</summary>
    public static void ForeignWarning(string message) => AnsiConsole.MarkupLineInterpolated($"[yellow]{message}[/]");

    /// <summary>What the organizer should look at before the emails go out.</summary>
    public static void Warnings(SeriesRevision plan)
    {
        foreach (var warning in plan.Warnings.Select(warning => PlanWords.Describe(warning, plan)).Distinct())
        {
            ForeignWarning(warning);
        }
    }

    /// <summary>A line to be copied, which is never broken.</summary>
    public static void Verbatim(string line) => AnsiConsole.Profile.Out.Writer.WriteLine(line);

    private static void Write(string style, ConsoleText text) => AnsiConsole.MarkupLine($"[{style}]{text.ToMarkup()}[/]");
}
