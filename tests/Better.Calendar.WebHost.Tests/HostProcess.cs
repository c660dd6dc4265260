using System.Diagnostics;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The sample host as a program of its own, as it runs in production.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly string folder;

    private HostProcess(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>How long its processors have worked for it.</summary>
    public TimeSpan Worked
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds in memory, in MiB.</summary>
    public long Mebibytes
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
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), "--urls", "http://127.0.0.1:0", "--environment", "Production", $"--WebHost:Folder={folder}", .. settings])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(Listening, StringComparison.Ordinal))
            {
                // Nobody may stop it by not listening.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new(process, folder, new(line.Split(Listening)[1].Trim()));
            }
        }

        throw new InvalidOperationException("The host ended before it listened.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
