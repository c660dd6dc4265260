using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>A server of tests/peers/smtp on a free port; stopped when disposed.</summary>
internal sealed class NodeServer : IDisposable
{
    private readonly Process process;

    private NodeServer(string script, Func<int, IEnumerable<string>> arguments)
    {
        PeerRig.Need("smtp");
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        process =
            Process.Start(
                new ProcessStartInfo(
                    "node",
                    [Path.Combine(PeerRig.Scripts, "smtp", script), .. arguments(Port)])
                { RedirectStandardOutput = true })!;
        if (process.StandardOutput.ReadLine() is not { } firstLine
            || !(firstLine.StartsWith("listening", StringComparison.Ordinal) || firstLine.StartsWith("proxy", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"{script} did not start.");
        }
    }

    public int Port { get; }

    /// <summary>Starts the server that fails on demand.</summary>
    public static NodeServer StartFaultServer(string folder, IEnumerable<string> options) =>
        new("smtpd.js", port => ["--port", $"{port}", "--dir", folder, .. options]);

    /// <summary>Starts a proxy that cuts connections, in front of another port.</summary>
    public static NodeServer StartCuttingProxy(int targetPort, params string[] options) =>
        new("cutproxy.js", port => [$"{port}", $"{targetPort}", .. options]);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
