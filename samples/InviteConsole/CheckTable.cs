using Better.Calendar.Checks;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The findings for a person before a terminal.</summary>
internal static class CheckTable
{
    public static void Write(IReadOnlyList<CheckResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("File").AddColumn("Rule", column => column.NoWrap()).AddColumn("Where").AddColumn("Finding, and how to mend it");
        foreach (var result in results)
        {
            foreach (var finding in result.Report.Findings.OrderByDescending(finding => finding.Severity))
            {
                table.AddRow(
                    Markup.Escape(Path.GetFileName(result.Name)),
                    $"[{Colour(finding.Severity)}]{finding.Rule}[/]\n{finding.Severity}",
                    Markup.Escape(finding.Place.ToString()),
                    $"{Markup.Escape(finding.Problem)}\n[grey]{Markup.Escape(finding.Mend)}[/]");
            }
        }

        if (table.Rows.Count > 0)
        {
            AnsiConsole.Write(table);
        }

        foreach (var result in results.Where(result => results.Count == 1 || result.Report.Worst > Severity.Advice))
        {
            WriteVerdicts(result);
        }

        foreach (var silenced in results.SelectMany(result => result.Report.Silenced).Distinct())
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]{silenced.Rule} is silenced: {silenced.Reason}[/]");
        }

        var findings = results.SelectMany(result => result.Report.Findings).ToList();
        AnsiConsole.MarkupLineInterpolated($"{results.Count} checked: [bold]{Count(findings, Severity.Error, "error")}[/], [bold]{Count(findings, Severity.Warning, "warning")}[/], {Count(findings, Severity.Advice, "hint")}.");
    }

    private static void WriteVerdicts(CheckResult result)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{Path.GetFileName(result.Name)}[/]");
        foreach (var verdict in result.Report.Verdicts)
        {
            var because = verdict.Rules.Count == 0 ? "" : $" ({string.Join(", ", verdict.Rules)})";
            AnsiConsole.MarkupLineInterpolated($"  {verdict.Client}: {verdict.Sentence}{because}");
        }
    }

    private static string Count(List<Finding> findings, Severity severity, string word) =>
        findings.Count(finding => finding.Severity == severity) is var count && count == 1 ? $"1 {word}" : $"{count} {word}s";

    private static string Colour(Severity severity) => severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "grey" };
}
