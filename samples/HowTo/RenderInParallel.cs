using Better.Calendar;

namespace HowTo;

public static class RenderInParallel
{
    #region render
    /// <summary>Renders the emails of a plan on all processors, one file each. The file names sort in the order of the plan.</summary>
    public static void RenderAll(SeriesRevision plan, string directory, CancellationToken cancellationToken)
    {
        var composer = new InvitationComposer(); // one for all threads: they share its cached templates
        Parallel.ForEach(plan.Emails.Index().Chunk(256), new ParallelOptions { CancellationToken = cancellationToken }, chunk =>
        {
            foreach (var (number, planned) in chunk)
            {
                using var file = File.Create(Path.Combine(directory, $"{number:00000000}.eml"));
                composer.Compose(plan.Series, planned, plan.Timestamp).WriteTo(file);
            }
        });
    }
    #endregion
}
