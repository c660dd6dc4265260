using System.CommandLine;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace InviteConsole;

/// <summary>The command <c>check</c>: reports what is wrong with calendar files and emails of any origin.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths =
            new Argument<string[]>(
                "path")
            {
                Description = "Files (.ics, .eml or .mbox), folders that contain such files, or - for standard input.",
                Arity = ArgumentArity.OneOrMore
            };
        var profile =
            new Option<ValidationProfile?>("--profile") { Description = "What the calendars are for. Default: determined from METHOD." };
        var suppressions =
            new Option<string[]>(
                "--suppress",
                "--silence")
            {
                Description =
                    "A rule that is not reported, and the reason: ADDR-09=\"they know each other\". May be repeated.",
                HelpName = "ID=REASON"
            };
        var at =
            new Option<string?>(
                "--at")
            {
                Description = "The current time, for rules about past and future. Default: the Date header of an email.",
                HelpName = "INSTANT"
            };
        var google = new Option<bool>("--organizer-at-google") { Description = "Google Workspace hosts the organizer's mailbox." };
        var previous =
            new Option<string?>(
                "--previous")
            {
                Description = "The previous message or feed: also finds what an update must not change, and responses that would be lost.",
                HelpName = "FILE"
            };
        var json = new Option<bool>("--json") { Description = "Writes JSON to standard output." };
        var sarif = new Option<bool>("--sarif") { Description = "Writes SARIF 2.1.0 to standard output, for code scanning." };
        var command =
            new Command(
                "check",
                "Checks calendars and emails, and reports problems in mail and calendar clients. Exit code 1 if there are errors.")
        {
            paths, previous, profile, suppressions, at, google, json, sarif,
        };
        command.SetAction(arguments =>
        {
            var options = new ValidationOptions
            {
                Profile = arguments.GetValue(profile),
                Suppressions = (arguments.GetValue(suppressions) ?? []).Select(ParseSuppression).ToValueList(),
                ReferenceTime = arguments.GetValue(at) is { } text ? ParseInstant(text) : null,
                IsOrganizerHostedByGoogle = arguments.GetValue(google),
            };
            var inputs = CheckInput.Read(arguments.GetValue(paths)!);
            var results = arguments.GetValue(previous) is { } old
                ? [Compare(inputs.ToList(), CheckInput.Read([old]).ToList(), options)]
                : inputs.Select(
                    input => new CheckResult(input.Name, input.IsEmail, input.IsEmail
                        ? InvitationValidator.ValidateEmail(input.Bytes, options)
                        : InvitationValidator.ValidateCalendar(input.Bytes, options)))
                .ToList();
            if (arguments.GetValue(json))
            {
                CheckJson.Write(results, arguments.InvocationConfiguration.Output);
            }
            else if (arguments.GetValue(sarif))
            {
                CheckSarif.Write(results, arguments.InvocationConfiguration.Output);
            }
            else
            {
                CheckTable.Write(results);
            }

            return results.Any(result => result.Report.HighestSeverity == Severity.Error) ? 1 : 0;
        });
        return command;
    }

    private static CheckResult Compare(List<CheckInput> current, List<CheckInput> previous, ValidationOptions options) =>
        current.Count == 1 && previous.Count == 1
            ? new(
                current[0].Name,
                current[0].IsEmail,
                InvitationValidator.ValidateRevision(previous[0].Bytes, current[0].Bytes, options))
            : throw new UsageException(
                $"--previous compares one file with one other, but there are {current.Count} and {previous.Count}; name one of each.");

    private static RuleSuppression ParseSuppression(string text)
    {
        var parts = text.Split('=', 2);
        try
        {
            var suppression = new RuleSuppression(parts[0].Trim(), parts.Length > 1 ? parts[1] : "");
            return InvitationValidator.Rules.Any(rule => rule.Id == suppression.RuleId)
                ? suppression
                : throw new UsageException(
                    $"--suppress {text}: the rule \"{suppression.RuleId}\" does not exist; RULES.md lists all rules.");
        }
        catch (ArgumentException exception)
        {
            throw UsageException.FromLibrary($"--suppress {text}: {exception.Message}");
        }
    }

    private static Instant ParseInstant(string text) =>
        InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var moment)
            ? moment
            : throw new UsageException($"--at {text} is not a valid instant; write it in UTC, such as 2027-04-14T09:00:00Z.");
}
