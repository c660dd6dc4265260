using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>The help of a command in the user's language.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var options = GetOptions(parseResult).ToList();
        var parts = command.Arguments.Select(FormatName).Prepend(command is RootCommand ? "" : command.Name);
        var usage = string.Join(' ', parts.Append(command.Subcommands.Count > 0 ? "COMMAND" : "").Append("[OPTION…]")
            .Where(static part => part.Length > 0));
        AnsiConsole.MarkupLineInterpolated($"{Translate(command.Description ?? "")}");
        AnsiConsole.WriteLine();
        Screen.Line($"[bold]Usage:[/] {usage}");
        Write(Of($"Commands"), command.Subcommands.Select(static one => (one.Name, one.Description)));
        Write(Of($"Files"), command.Arguments.Select(static one => (FormatName(one), one.Description)));
        Write(Of($"Options"), options.Select(static one => (FormatName(one), one.Description)));
        return 0;
    }

    /// <summary>The options of the command, then those of all commands.</summary>
    public static IEnumerable<Option> GetOptions(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        return command is RootCommand
            ? command.Options
            : command.Options.Concat(parseResult.RootCommandResult.Command.Options.Where(static option => option.Recursive));
    }

    private static void Write(string heading, IEnumerable<(string Name, string? Description)> rows)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Padding(2, 0, 2, 0)).AddColumn(new GridColumn().Padding(0, 0, 0, 0));
        var (count, width) = (0, Screen.HasWidth ? AnsiConsole.Profile.Width / 2 : int.MaxValue);
        foreach (var (name, description) in rows)
        {
            var text = Markup.Escape(Translate(description ?? ""));
            count++;
            if (name.Length <= width)
            {
                grid.AddRow(Markup.Escape(name), text);
            }
            else
            {
                grid.AddRow(Markup.Escape(name));
                grid.AddRow("", text);
            }
        }

        if (count > 0)
        {
            AnsiConsole.WriteLine();
            AnsiConsole.MarkupLineInterpolated($"[bold]{heading}[/]");
            AnsiConsole.Write(grid);
        }
    }

    private static string FormatName(Argument argument) =>
        (argument.HelpName ?? argument.Name.ToUpperInvariant()) is var name && argument.Arity.MaximumNumberOfValues > 1 ? $"{name}…" : name;

    private static string FormatName(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(static alias => alias.StartsWith('-')).Prepend(option.Name));
        var value = option.HelpName ?? (option.ValueType == typeof(bool) || option.ValueType == typeof(void) ? "" : GetValueName(option));
        return value.Length == 0 ? names : $"{names} {value}";
    }

    private static string GetValueName(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(FileInfo) ? "FILE"
            : type == typeof(DirectoryInfo) ? "FOLDER"
            : type.IsEnum ? string.Join('|', Enum.GetNames(type)).ToLowerInvariant()
            : "VALUE";
    }
}
