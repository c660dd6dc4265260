using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Better.Calendar;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>Says what is wrong with a command line, and what may have been meant.</summary>
internal static class UsageErrors
{
    /// <summary>Prints what is wrong with a command line.</summary>
    /// <returns>Whether anything is.</returns>
    public static bool Print(ParseResult parsed)
    {
        var unknown = GetUnknownOptions(parsed).ToList();
        foreach (var option in unknown)
        {
            Screen.Problem($"There is no option {option}.{Suggest(option, HelpPage.GetOptions(parsed).Select(static one => one.Name))}");
        }

        // What follows an unknown option may be its value.
        if (unknown.Count == 0)
        {
            PrintErrors(parsed);
        }

        var isWrong = unknown.Count > 0 || parsed.Errors.Count > 0;
        if (isWrong)
        {
            Screen.Remark($"--help lists the commands and options.");
        }

        return isWrong;
    }

    private static void PrintErrors(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens.Count > 0)
        {
            var word = parsed.UnmatchedTokens[0];
            if (command is RootCommand)
            {
                Screen.Problem($"There is no command {word}.{Suggest(word, command.Subcommands.Select(static one => one.Name))}");
            }
            else
            {
                Screen.Problem($"{command.Name} does not understand \"{word}\".");
            }

            return;
        }

        foreach (var option in command.Options.Where(option => option.Required && parsed.GetResult(option) is null or { Implicit: true }))
        {
            Screen.Problem($"{option.Name} is missing.");
        }

        foreach (var argument in command.Arguments.Where(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is null or { Tokens.Count: 0 }))
        {
            Screen.Problem($"{argument.Name.ToUpperInvariant()} is missing.");
        }

        foreach (var error in parsed.Errors)
        {
            if (error.SymbolResult is ArgumentResult { Parent: OptionResult { Implicit: false } option })
            {
                PrintValueError(option, error);
            }
            else if (error.SymbolResult is OptionResult { Implicit: false } ofOption)
            {
                PrintValueError(ofOption, error);
            }
        }
    }

    private static void PrintValueError(OptionResult result, ParseError error)
    {
        var name = result.Option.Name;
        var possible = result.Option.GetCompletions(CompletionContext.Empty).Select(static one => one.Label).ToList();
        if (result.Tokens.Count == 0)
        {
            Screen.Problem($"{name} needs a value.");
        }
        else if (result.Tokens.Count > Math.Max(1, result.Option.Arity.MaximumNumberOfValues))
        {
            Screen.Problem($"{name} is given more than once.");
        }
        else if (possible.Count > 0)
        {
            var value = result.Tokens[^1].Value;
            Screen.Problem($"{name}: \"{value}\" is not possible, only {string.Join(", ", possible)}.{Suggest(value, possible)}");
        }
        else
        {
            Screen.ForeignProblem(error.Message);
        }
    }

    // An option that nobody knows is taken for a file by commands that read files.
    private static IEnumerable<string> GetUnknownOptions(ParseResult parsed) =>
        parsed.UnmatchedTokens
            .Concat(parsed.CommandResult.Command.Arguments
                .SelectMany(argument => parsed.GetResult(argument)?.Tokens.Select(static token => token.Value) ?? []))
            .Where(static word => word.StartsWith("--", StringComparison.Ordinal) && word.Length > 2 && !Path.Exists(word))
            .Select(static word => word.Split('=')[0]);

    private static string Suggest(string word, IEnumerable<string> known)
    {
        var similar = SimilarNames.Find(word, known);
        return similar.Count > 0 ? " " + Of($"Did you mean {string.Join(", ", similar)}?") : "";
    }
}
