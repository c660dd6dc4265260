using System.CommandLine;
using System.Text;
using Better.Calendar.Workshops;
using InviteConsole;
using Spectre.Console;

// Exit codes: 0 done, 1 findings or letters that could not be sent, 2 wrong use or wrong input.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("Writes and sends the invitations of a workshop series. Without a command it writes the BETTER series of 2020 to out/.")
{
    WriteCommand.Create(),
    PlanCommand.Create(),
    SendCommand.Create(),
    CheckCommand.Create(),
    RepliesCommand.Create(),
};

var arguments = root.Parse(args.Length == 0 ? [WriteCommand.Name] : args);
if (arguments.Errors.Count > 0)
{
    foreach (var error in arguments.Errors)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{error.Message}[/]");
    }

    AnsiConsole.MarkupLine("[grey]--help tells what there is.[/]");
    return 2;
}

try
{
    // Ctrl+C lets send finish the letters in hand.
    return arguments.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(3) });
}
catch (InvalidSeriesException problem)
{
    foreach (var fault in problem.Faults)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{fault.Place}[/]: {fault.Problem}");
    }

    return 2;
}
catch (Exception problem) when (problem is WrongUseException or IOException or UnauthorizedAccessException)
{
    AnsiConsole.MarkupLineInterpolated($"[red]{problem.Message}[/]");
    return 2;
}
