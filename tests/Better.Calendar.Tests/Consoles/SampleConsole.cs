using System.Diagnostics;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The sample programs as a user starts them.</summary>
internal static class SampleConsole
{
    /// <summary>Runs InviteConsole in a folder; what it prints on both streams, and its exit code.</summary>
    public static (int Code, string Output) Run(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments) =>
        Run("InviteConsole", folder, environment, arguments);

    /// <summary>Runs a sample in a folder; what it prints on both streams, and its exit code.</summary>
    public static (int Code, string Output) Run(string sample, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, $"{sample}.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
