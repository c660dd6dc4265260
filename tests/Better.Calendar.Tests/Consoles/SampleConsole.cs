using System.Diagnostics;
using System.Reflection;
using System.Text;
using InviteConsole;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The sample programs as a user starts them, within the process of the tests wherever that can be.</summary>
/// <remarks>A program has the console and the current folder of its process, so its fixtures are <c>[NonParallelizable]</c>.</remarks>
internal static class SampleConsole
{
    /// <summary>Runs InviteConsole in a folder; what it prints on both streams, and its exit code.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">What is set for the program. If anything is, it gets a process of its own: .NET reads some of it only once.</param>
    /// <param name="arguments">The command line.</param>
    public static (int Code, string Output) Run(string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments) =>
        environment.Count > 0 ? RunProcess("InviteConsole", folder, environment, arguments)
            : Run(folder, (output, error) => InviteConsole.ConsoleProgram.Run([.. arguments], output, error));

    /// <summary>Runs a sample in a folder; what it prints on both streams, and its exit code.</summary>
    public static (int Code, string Output) Run(string sample, string folder, IEnumerable<string> arguments) => Run(folder, (_, _) =>
        Assembly.Load(sample).EntryPoint!.Invoke(null, [arguments.ToArray()]) is int code ? code : 0);

    /// <summary>Runs a sample as a process of its own.</summary>
    public static (int Code, string Output) RunProcess(
        string sample, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, $"{sample}.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static (int Code, string Output) Run(string folder, Func<TextWriter, TextWriter, int> program)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (before, consoleOutput, consoleError) = (Directory.GetCurrentDirectory(), Console.Out, Console.Error);
        try
        {
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(output);
            Console.SetError(error);
            var code = program(output, error);
            return (code, $"{output}{error}");
        }
        finally
        {
            Console.SetOut(consoleOutput);
            Console.SetError(consoleError);
            Directory.SetCurrentDirectory(before);
        }
    }
}
