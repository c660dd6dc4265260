using Better.Calendar;
using Better.Calendar.Delivery;

namespace DeliveryWorkerSample;

/// <summary>Turns what can go wrong into a line on standard error and an exit code.</summary>
internal static class ExitCode
{
    public static async Task<int> RunAsync(Func<Task> work)
    {
        try
        {
            await work();
            return Environment.ExitCode;
        }
        catch (InvalidSeriesException problem)
        {
            return Print(string.Join('\n', problem.Errors.Select(error => $"{error.Location}: {error.Problem}")), 2);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or InvalidOperationException)
        {
            // The first line of the message names the setting or option and its range.
            return Print(problem.Message.Split('\n')[0], 2);
        }
        catch (Exception problem) when (problem is OutboxStoreException or IOException)
        {
            return Print(problem.Message, 1);
        }
    }

    private static int Print(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
