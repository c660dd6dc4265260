using Better.Calendar.Workshops;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The document with the memory of who was told what: prepared beside its place, and put there when the letters are out.</summary>
internal sealed class StoredDocument(WorkshopSeries series, FileInfo target)
{
    private readonly string beside = $"{target.FullName}.writing-{Environment.ProcessId}";

    /// <summary>Writes it beside its place: what can go wrong goes wrong now.</summary>
    public void Prepare()
    {
        target.Directory!.Create();
        using var file = File.Create(beside);
        SeriesDocument.Write(series, file);
    }

    /// <summary>Puts it into its place.</summary>
    public void Commit() => File.Move(beside, target.FullName, overwrite: true);

    /// <summary>Takes back what was prepared and not committed.</summary>
    public void Discard()
    {
        if (File.Exists(beside))
        {
            File.Delete(beside);
        }
    }

    public void Tell() => AnsiConsole.MarkupLineInterpolated($"Revision {series.Memory!.Revision} is stored in [bold]{target.FullName}[/]: the next [bold]--previous[/].");
}
