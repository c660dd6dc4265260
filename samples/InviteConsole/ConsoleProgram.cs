using System.CommandLine;
using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The program, with the streams it prints to: the console's, or a test's.</summary>
public static class ConsoleProgram
{
    /// <summary>Runs a command line in the current folder.</summary>
    /// <returns>0 done, 1 findings or emails that could not be sent, 2 wrong use or wrong input.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        PrintTo(output);
        var root = new RootCommand("Writes and sends the invitations of a workshop series. Without a command it writes the BETTER series of 2020 to out/.")
        {
            WriteCommand.Create(),
            PlanCommand.Create(),
            SendCommand.Create(),
            CheckCommand.Create(),
            RepliesCommand.Create(),
        };

        var parsed = root.Parse(arguments.Length == 0 ? [WriteCommand.Name] : arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{wrong.Message}[/]");
            }

            AnsiConsole.MarkupLine("[grey]--help tells what there is.[/]");
            return 2;
        }

        try
        {
            // Ctrl+C lets send finish the emails in hand.
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromMinutes(3),
                Output = output,
                Error = error,
            });
        }
        catch (InvalidSeriesException problem)
        {
            foreach (var fault in problem.Errors)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{fault.Location}[/]: {fault.Problem}");
            }

            return 2;
        }
        catch (Exception problem) when (problem is UsageException or IOException or UnauthorizedAccessException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
            return 2;
        }
    }

    /// <summary>Sends what is printed for people elsewhere. Only the console itself may get colors; a writer of somebody's gets plain text.</summary>
    internal static void PrintTo(TextWriter writer) => AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = writer == Console.Out || writer == Console.Error ? AnsiSupport.Detect : AnsiSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });
}
