using System.CommandLine;
using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The program, which writes to the streams that it is given, so that tests can read them.</summary>
public static class ConsoleProgram
{
    /// <summary>Runs a command line in the current folder.</summary>
    /// <returns>0: done. 1: findings, or emails that could not be sent. 2: wrong usage or input.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        PrintTo(output);
        var root =
            new RootCommand(
                "Writes and sends the invitations to a series of workshops. Without a command, writes the BETTER series of 2020 to out/.")
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
            foreach (var parseError in parsed.Errors)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{parseError.Message}[/]");
            }

            AnsiConsole.MarkupLine("[grey]--help lists the commands and options.[/]");
            return 2;
        }

        try
        {
            // After Ctrl+C, send finishes the emails that it is sending.
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromMinutes(3),
                Output = output,
                Error = error,
            });
        }
        catch (InvalidSeriesException exception)
        {
            foreach (var invalid in exception.Errors)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{invalid.Location}[/]: {invalid.Problem}");
            }

            return 2;
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{exception.Message}[/]");
            return 2;
        }
    }

    /// <summary>
    /// Sends what is printed for people elsewhere. Only the console itself may get colors; a writer of somebody's gets plain text.
    /// </summary>
    internal static void PrintTo(TextWriter writer) => AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = writer == Console.Out || writer == Console.Error ? AnsiSupport.Detect : AnsiSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });
}
