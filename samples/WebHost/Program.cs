using Better.Calendar;
using WebHost;

try
{
    await WorkshopWebHost.Build(args).RunAsync();
    return 0;
}
catch (Exception problem) when (problem is InvalidOperationException
    or InvalidSeriesException
    or IOException
    or UnauthorizedAccessException)
{
    // The person who starts the host can fix these: a setting, a document, a folder, a port that is in use.
    await Console.Error.WriteLineAsync(problem.Message);
    return 2;
}
