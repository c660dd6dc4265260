using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Better.Calendar.Tests.Consoles;

/// <summary>Runs the sample programs, in the process of the tests if possible.</summary>
/// <remarks>
/// A program uses the console and the current folder of the process, so fixtures that run one are <c>[NonParallelizable]</c>.
/// </remarks>
internal static class SampleConsole
{
    // Each folder has its own state folder: no test finds the outbox of another one, or of a person who uses this machine.
    private const string StateVariable = "XDG_STATE_HOME";

    /// <summary>Runs InviteConsole in a folder; returns its exit code and its output on both streams.</summary>
    /// <param name="folder">The current folder.</param>
    /// <param name="environment">Environment variables for the program. If there are any, it runs in its own process: .NET reads some of
    /// them only once.</param>
    /// <param name="arguments">The command line.</param>
    public static (int Code, string Output) Run(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<string> arguments) =>
        environment.Count > 0 ? RunProcess("InviteConsole", folder, environment, arguments)
            : Run(folder, (output, error) => InviteConsole.ConsoleProgram.Run([.. arguments], output, error, "en"));

    /// <summary>Runs a sample in a folder; returns its exit code and its output on both streams.</summary>
    public static (int Code, string Output) Run(string sample, string folder, IEnumerable<string> arguments) => Run(folder, (_, _) =>
        Assembly.Load(sample).EntryPoint!.Invoke(null, [arguments.ToArray()]) is int code ? code : 0);

    /// <summary>Runs a sample in its own process.</summary>
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
        start.Environment[StateVariable] = GetStateFolder(folder);
        start.Environment["LC_ALL"] = "C.UTF-8"; // English, whatever the machine speaks
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

    private static string GetStateFolder(string folder) => Path.Combine(folder, ".state");

    private static (int Code, string Output) Run(string folder, Func<TextWriter, TextWriter, int> program)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (before, consoleOutput, consoleError) = (Directory.GetCurrentDirectory(), Console.Out, Console.Error);
        var stateBefore = Environment.GetEnvironmentVariable(StateVariable);
        try
        {
            Environment.SetEnvironmentVariable(StateVariable, GetStateFolder(folder));
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(output);
            Console.SetError(error);
            var code = program(output, error);
            return (code, $"{output}{error}");
        }
        finally
        {
            Environment.SetEnvironmentVariable(StateVariable, stateBefore);
            Console.SetOut(consoleOutput);
            Console.SetError(consoleError);
            Directory.SetCurrentDirectory(before);
        }
    }
}
