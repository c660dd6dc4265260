using Better.Calendar.Workshops;
using WebHost;

try
{
    await ProgrammeHost.Build(args).RunAsync();
    return 0;
}
catch (Exception problem) when (problem is InvalidOperationException or InvalidSeriesException or IOException or UnauthorizedAccessException)
{
    // What whoever starts it can mend: a setting, a document, a folder, a port that is taken.
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
