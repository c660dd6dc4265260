using System.Diagnostics;
using System.Text;

namespace Better.Calendar.Tests.Peers;

/// <summary>Runs programs of tests/peers.</summary>
internal static class PeerProcess
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program to its end and returns its standard output.</summary>
    /// <param name="program">The interpreter and the path below tests/peers, such as <c>python3 parsers/check.py</c>.</param>
    /// <param name="arguments">Further arguments.</param>
    /// <param name="lines">The lines of its standard input.</param>
    /// <exception cref="InvalidOperationException">It failed or did not end in time; the message contains its output.</exception>
    public static string Run(string program, IEnumerable<string> arguments, IEnumerable<string>? lines = null)
    {
        var words = program.Split(' ');
        using var process = new Process { StartInfo = Start(words[0], [Path.Combine(PeerRig.Scripts, words[1]), .. arguments]) };
        process.Start();

        var standardOutput = process.StandardOutput.ReadToEndAsync();
        var standardError = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(string.Concat((lines ?? []).Select(static line => line + "\n")));
        process.StandardInput.Close();

        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {Timeout.TotalMinutes} minutes.");
        }

        var output = standardOutput.GetAwaiter().GetResult();
        var errors = standardError.GetAwaiter().GetResult();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}{output}");
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    };
}
