using Better.Calendar;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>Writes the findings as a table to the console.</summary>
internal static class CheckTable
{
    /// <summary>The views of a feed are in the JSON; a table shows those of an invitation.</summary>
    private const int MaxShownViews = 5;

    public static void Write(IReadOnlyList<CheckResult> results)
    {
        var table = new ScreenTable(title: null, Of($"File"), Of($"Rule"), Of($"Where"), Of($"Finding, and how to fix it"));
        foreach (var result in results)
        {
            foreach (var finding in result.Report.Findings.OrderByDescending(finding => finding.Severity))
            {
                table.Add(
                    Markup.Escape(Path.GetFileName(result.Name)),
                    $"[{GetColor(finding.Severity)}]{finding.RuleId}[/]\n{Markup.Escape(Describe(finding.Severity))}",
                    Markup.Escape(finding.Location.ToString()),
                    $"{Markup.Escape(finding.Problem)}\n[grey]{Markup.Escape(finding.Fix)}[/]");
            }
        }

        table.Write();
        foreach (var result in results.Where(result => results.Count == 1 || result.Report.HighestSeverity > Severity.Suggestion))
        {
            WriteVerdicts(result);
        }

        foreach (var suppression in results.SelectMany(result => result.Report.Suppressed).Distinct())
        {
            Screen.Remark($"{suppression.RuleId} is suppressed: {suppression.Reason}");
        }

        var findings = results.SelectMany(result => result.Report.Findings).ToList();
        var errors = findings.Count(static finding => finding.Severity == Severity.Error);
        var warnings = findings.Count(static finding => finding.Severity == Severity.Warning);
        var suggestions = findings.Count(static finding => finding.Severity == Severity.Suggestion);
        var counts = $"{Of($"{errors} errors")}, {Of($"{warnings} warnings")}, {Of($"{suggestions} suggestions")}";
        Screen.Line($"{results.Count} checked: [bold]{counts}[/]");
    }

    private static void WriteVerdicts(CheckResult result)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{Path.GetFileName(result.Name)}[/]");
        foreach (var verdict in result.Report.Verdicts)
        {
            var rules = verdict.RuleIds.Count == 0 ? "" : $" ({string.Join(", ", verdict.RuleIds)})";
            AnsiConsole.MarkupLineInterpolated($"  {verdict.Client}: {verdict.Description}{rules}");
        }

        foreach (var view in result.Report.Views.Take(MaxShownViews))
        {
            var text = view.Problem ?? Of($"{view.Client} stores {view}");
            AnsiConsole.MarkupLineInterpolated($"  [grey]{text}[/]");
        }
    }

    private static string Describe(Severity severity) => severity switch
    {
        Severity.Error => Of($"Error"),
        Severity.Warning => Of($"Warning"),
        _ => Of($"Suggestion"),
    };

    private static string GetColor(Severity severity) =>
        severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "grey" };
}
