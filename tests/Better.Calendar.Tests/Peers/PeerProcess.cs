using System.Diagnostics;
using System.Text;

namespace Better.Calendar.Tests.Peers;

/// <summary>One run of a program of tests/peers.</summary>
internal static class PeerProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <param name="program">Its path below tests/peers, and what runs it: <c>python3 parsers/check.py</c>.</param>
    /// <param name="arguments">What follows.</param>
    /// <param name="lines">What it reads from its standard input.</param>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static string Run(string program, IEnumerable<string> arguments, IEnumerable<string>? lines = null)
    {
        var words = program.Split(' ');
        using var process = new Process { StartInfo = Start(words[0], [Path.Combine(PeerRig.Scripts, words[1]), .. arguments]) };
        process.Start();

        var printed = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(string.Concat((lines ?? []).Select(static line => line + "\n")));
        process.StandardInput.Close();

        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {Patience.TotalMinutes} minutes.");
        }

        var output = printed.GetAwaiter().GetResult();
        var errors = complained.GetAwaiter().GetResult();
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
