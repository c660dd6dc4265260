using System.Diagnostics;
using System.Text;
using Better.Calendar.Tests;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>The DeliveryWorker sample as a separate process, so that it can be killed.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    /// <summary>
    /// The program in its own folder, with all of its libraries. The folder of the tests lacks those that are a part of ASP.NET Core.
    /// </summary>
    public static string Program { get; } = FindProgram();

    public WorkerProcess(IReadOnlyDictionary<string, string> settings)
    {
        var start =
            new ProcessStartInfo(
                "dotnet",
                [Program,
                    .. settings.Select(static setting => $"--{GetSection(setting.Key)}{setting.Key}={setting.Value}")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        start.Environment["DOTNET_TieredPGO"] = "0";
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => AppendOutput(line.Data);
        process.ErrorDataReceived += (_, line) => AppendOutput(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a worker that sends the emails of a file to a server on this machine, without encryption.</summary>
    public static WorkerProcess Start(string storeFile, int port) => new(new Dictionary<string, string>
    {
        ["Sqlite"] = storeFile,
        ["Smtp"] = $"smtp://127.0.0.1:{port}",
        ["SmtpSecurity"] = "None",
        ["LeaseDuration"] = "1",
        ["Logging:LogLevel:Default"] = "Warning",
    });

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public bool HasEnded => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Kills the process (SIGKILL).</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Asks the process to stop (SIGTERM).</summary>
    public void Stop()
    {
        using var kill = Process.Start("kill", $"{process.Id}");
        kill.WaitForExit();
    }

    public bool WaitForEnd(TimeSpan timeout) => process.WaitForExit(timeout);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private static string GetSection(string key) =>
        key.Contains(':', StringComparison.Ordinal) && key.StartsWith("Logging", StringComparison.Ordinal) ? "" : "Delivery:";

    private void AppendOutput(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private static string FindProgram()
    {
        // bin/Debug/net10.0, like the tests
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        return Repository.File($"samples/DeliveryWorker/bin/{folder.Parent!.Name}/{folder.Name}/DeliveryWorker.dll");
    }
}
