using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Better.Calendar.Delivery.Tests;

/// <summary>The fault server of tests/peers/smtp, or its cutting proxy, on a free port until disposed.</summary>
internal sealed class NodeServer : IDisposable
{
    private readonly Process process;

    /// <summary>The fault server, which writes its log and Maildir into a folder.</summary>
    public NodeServer(string folder, params string[] options)
        : this("smtpd.js", FreePort(), port => ["--port", $"{port}", "--dir", folder, .. options])
    {
    }

    /// <summary>A proxy in front of another one.</summary>
    public NodeServer(NodeServer behind, params string[] options)
        : this("cutproxy.js", FreePort(), port => [$"{port}", $"{behind.Port}", .. options])
    {
    }

    private NodeServer(string script, int port, Func<int, string[]> arguments)
    {
        Port = port;
        process = Process.Start(new ProcessStartInfo("node", [Path.Combine(PeerRig.Scripts, "smtp", script), .. arguments(port)]) { RedirectStandardOutput = true })!;
        Assert.That(process.StandardOutput.ReadLine(), Does.StartWith("listening").Or.StartWith("proxy"));
    }

    public int Port { get; }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
