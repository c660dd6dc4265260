using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The document with the memory of who was told what: prepared beside its place, and put there when the emails are out.</summary>
internal sealed class SeriesFile(WorkshopSeries series, FileInfo target)
{
    private readonly string temporaryPath = $"{target.FullName}.writing-{Environment.ProcessId}";

    /// <summary>Writes it beside its place: what can go wrong goes wrong now.</summary>
    public void Prepare()
    {
        target.Directory!.Create();
        using var file = File.Create(temporaryPath);
        SeriesDocument.Write(series, file);
    }

    /// <summary>Puts it into its place.</summary>
    public void Commit() => File.Move(temporaryPath, target.FullName, overwrite: true);

    /// <summary>Takes back what was prepared and not committed.</summary>
    public void Discard()
    {
        if (File.Exists(temporaryPath))
        {
            File.Delete(temporaryPath);
        }
    }

    public void PrintSaved() => AnsiConsole.MarkupLineInterpolated($"Revision {series.State!.Revision} is stored in [bold]{target.FullName}[/]: the next [bold]--previous[/].");
}
