using System.Diagnostics;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The sample host in its own process, as in production.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly string folder;

    private HostProcess(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>The processor time that the process has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The working set of the process, in MiB.</summary>
    public long WorkingSetMebibytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 >> 20;
        }
    }

    public static async Task<HostProcess> Start(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-web-").FullName;
        var start =
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "WebHost.dll"),
                    "--urls",
                    "http://127.0.0.1:0",
                    "--environment",
                    "Production",
                    $"--WebHost:Folder={folder}",
                    .. settings])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder,
            };
        var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                // A full pipe would block the process.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, folder, new(line.Split(Listening)[1].Trim()));
            }
        }

        throw new InvalidOperationException("The host process ended before it listened on a port.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
