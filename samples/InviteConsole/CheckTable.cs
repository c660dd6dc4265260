using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>Writes the findings as a table to the console.</summary>
internal static class CheckTable
{
    public static void Write(IReadOnlyList<CheckResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("File")
            .AddColumn("Rule", column => column.NoWrap())
            .AddColumn("Where")
            .AddColumn("Finding, and how to fix it");
        foreach (var result in results)
        {
            foreach (var finding in result.Report.Findings.OrderByDescending(finding => finding.Severity))
            {
                table.AddRow(
                    Markup.Escape(Path.GetFileName(result.Name)),
                    $"[{GetColor(finding.Severity)}]{finding.RuleId}[/]\n{finding.Severity}",
                    Markup.Escape(finding.Location.ToString()),
                    $"{Markup.Escape(finding.Problem)}\n[grey]{Markup.Escape(finding.Fix)}[/]");
            }
        }

        if (table.Rows.Count > 0)
        {
            AnsiConsole.Write(table);
        }

        foreach (var result in results.Where(result => results.Count == 1 || result.Report.HighestSeverity > Severity.Suggestion))
        {
            WriteVerdicts(result);
        }

        foreach (var suppression in results.SelectMany(result => result.Report.Suppressed).Distinct())
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{suppression.RuleId} is suppressed: {suppression.Reason}[/]");
        }

        var findings = results.SelectMany(result => result.Report.Findings).ToList();
        var errors = FormatCount(findings, Severity.Error, "error");
        var warnings = FormatCount(findings, Severity.Warning, "warning");
        var suggestions = FormatCount(findings, Severity.Suggestion, "suggestion");
        AnsiConsole.MarkupLineInterpolated($"{results.Count} checked: [bold]{errors}[/], [bold]{warnings}[/], {suggestions}.");
    }

    private static void WriteVerdicts(CheckResult result)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{Path.GetFileName(result.Name)}[/]");
        foreach (var verdict in result.Report.Verdicts)
        {
            var rules = verdict.RuleIds.Count == 0 ? "" : $" ({string.Join(", ", verdict.RuleIds)})";
            AnsiConsole.MarkupLineInterpolated($"  {verdict.Client}: {verdict.Description}{rules}");
        }
    }

    private static string FormatCount(List<Finding> findings, Severity severity, string word) =>
        findings.Count(finding => finding.Severity == severity) is var count && count == 1 ? $"1 {word}" : $"{count} {word}s";

    private static string GetColor(Severity severity) =>
        severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "grey" };
}
