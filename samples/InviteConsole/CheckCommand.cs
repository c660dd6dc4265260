using System.CommandLine;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace InviteConsole;

/// <summary><c>check</c>: what is wrong with calendar files and emails, ours or anybody's.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = ".ics, .eml and mbox files, folders of such, or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var profile = new Option<ValidationProfile?>("--profile") { Description = "What the calendars are for. Default: guessed from METHOD." };
        var silence = new Option<string[]>("--silence") { Description = "A rule that does not matter here, and why: ADDR-09=\"they know each other\". May be repeated.", HelpName = "ID=REASON" };
        var at = new Option<string?>("--at") { Description = "The moment of checking, for rules about past and future. Default: an email's Date.", HelpName = "INSTANT" };
        var google = new Option<bool>("--organizer-at-google") { Description = "The organizer's mailbox is with Google Workspace." };
        var json = new Option<bool>("--json") { Description = "Writes JSON to standard output." };
        var sarif = new Option<bool>("--sarif") { Description = "Writes SARIF 2.1.0 to standard output, for code scanning." };
        var command = new Command("check", "Checks calendars and emails and tells what mail clients would trip over. Ends with 1 if there are errors.")
        {
            paths, profile, silence, at, google, json, sarif,
        };
        command.SetAction(arguments =>
        {
            var options = new ValidationOptions
            {
                Profile = arguments.GetValue(profile),
                Suppressions = (arguments.GetValue(silence) ?? []).Select(ParseSuppression).ToValueList(),
                ReferenceTime = arguments.GetValue(at) is { } text ? ParseInstant(text) : null,
                IsOrganizerHostedByGoogle = arguments.GetValue(google),
            };
            var results = CheckInput.Read(arguments.GetValue(paths)!)
                .Select(input => new CheckResult(input.Name, input.IsLetter, input.IsLetter ? InvitationValidator.ValidateEmail(input.Bytes, options) : InvitationValidator.ValidateCalendar(input.Bytes, options)))
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

    private static RuleSuppression ParseSuppression(string text)
    {
        var parts = text.Split('=', 2);
        try
        {
            var silenced = new RuleSuppression(parts[0].Trim(), parts.Length > 1 ? parts[1] : "");
            return InvitationValidator.Rules.Any(rule => rule.Id == silenced.RuleId)
                ? silenced
                : throw new UsageException($"--silence {text}: there is no rule \"{silenced.RuleId}\"");
        }
        catch (ArgumentException problem)
        {
            throw new UsageException($"--silence {text}: {problem.Message}");
        }
    }

    private static Instant ParseInstant(string text) =>
        InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var moment) ? moment : throw new UsageException($"--at {text} is no instant such as 2027-04-14T09:00:00Z.");
}
