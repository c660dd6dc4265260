using System.CommandLine;
using System.CommandLine.Help;
using Better.Calendar;

namespace InviteConsole;

/// <summary>The program, which writes to the streams that it is given, so that tests can read them.</summary>
public static class ConsoleProgram
{
    /// <summary>Runs a command line in the current folder.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">What is written to standard output.</param>
    /// <param name="error">What is written to standard error.</param>
    /// <param name="systemLanguage">The language of the system; null: it is asked.</param>
    /// <param name="width">The columns of the terminal; null: those of the console, and none for another writer.</param>
    /// <returns>0: done. 1: findings, or emails that could not be sent. 2: wrong usage or input.</returns>
    public static int Run(
        string[] arguments, TextWriter output, TextWriter error, string? systemLanguage = null, int? width = null)
    {
        Screen.PrintTo(output, width);
        ConsoleTexts.Use(UserLanguage.Choose(arguments, systemLanguage));
        var language = UserLanguage.CreateOption();
        var parsed = CreateRootCommand(language).Parse(arguments.Length == 0 ? [WriteCommand.Name] : arguments);
        if (parsed.Action is not HelpPage && UsageErrors.Print(parsed))
        {
            return 2;
        }

        try
        {
            UserLanguage.Check(parsed.GetValue(language), error);

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
                Screen.ForeignProblem($"{invalid.Location}: {invalid.Problem}");
            }

            return 2;
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            Screen.ForeignProblem(exception.Message);
            return 2;
        }
    }

    /// <summary>All commands and options.</summary>
    public static RootCommand CreateRootCommand() => CreateRootCommand(UserLanguage.CreateOption());

    private static RootCommand CreateRootCommand(Option<string?> language)
    {
        var root = new RootCommand(
            "Writes and sends the invitations to a series of workshops. Without a command, writes the BETTER series of 2020 to out/.")
        {
            InitCommand.Create(),
            WriteCommand.Create(language),
            PlanCommand.Create(language),
            RehearseCommand.Create(language),
            SendCommand.Create(language),
            RepliesCommand.Create(),
            CheckCommand.Create(),
            language,
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpPage();
                help.Description = "Shows this help.";
            }
            else if (option is VersionOption)
            {
                option.Description = "Shows the version.";
            }
        }

        return root;
    }
}
