using Better.Calendar;

namespace InviteConsole;

/// <summary>
/// The series document to store: written to a temporary file first, and moved to its path after the emails are written or sent.
/// </summary>
internal sealed class SeriesFile(WorkshopSeries series, FileInfo target)
{
    private readonly string temporaryPath = $"{target.FullName}.writing-{Environment.ProcessId}";

    /// <summary>Writes the temporary file, so that most errors occur before any email is sent.</summary>
    public void Prepare()
    {
        target.Directory!.Create();
        using var file = File.Create(temporaryPath);
        SeriesDocument.Write(series, file);
    }

    /// <summary>Moves the temporary file to its path, and replaces an older document.</summary>
    public void Commit() => File.Move(temporaryPath, target.FullName, overwrite: true);

    /// <summary>Deletes the temporary file if it was not committed.</summary>
    public void Discard()
    {
        if (File.Exists(temporaryPath))
        {
            File.Delete(temporaryPath);
        }
    }

    public void PrintSaved() =>
        Screen.Line($"Revision {series.State!.Revision} is stored in {target.FullName}; pass it as [bold]--previous[/] next time.");
}
