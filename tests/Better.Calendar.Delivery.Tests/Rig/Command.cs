using System.Diagnostics;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>Runs a program of the operating system.</summary>
internal static class Command
{
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, program);
    }

    /// <summary>Runs a program; returns its standard output.</summary>
    public static async Task<string> ReadAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, program);
        return output;
    }
}
