using System.Runtime.CompilerServices;
using System.Text;

namespace Better.Calendar.Tests;

/// <summary>Compares complete outputs, byte by byte, with approved files beside the test.</summary>
/// <remarks>
/// A different output is written to a <c>.received</c> file; look at it, and rename it to <c>.approved</c> if it is right.
/// </remarks>
internal static class Approved
{
    public static void Text(string received, string name, [CallerFilePath] string test = "") =>
        Bytes(Encoding.UTF8.GetBytes(received), name, test);

    public static void Bytes(ReadOnlyMemory<byte> received, string name, [CallerFilePath] string test = "")
    {
        // Deterministic builds replace the root folder of the sources by /_/.
        var folder = Path.GetDirectoryName(test.StartsWith("/_/", StringComparison.Ordinal) ? Repository.File(test[3..]) : test)!;
        var dot = name.LastIndexOf('.');
        var approved = Path.Combine(folder, $"{name[..dot]}.approved{name[dot..]}");
        var receivedFile = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        if (File.Exists(approved) && File.ReadAllBytes(approved).AsSpan().SequenceEqual(received.Span))
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllBytes(receivedFile, received.ToArray());
        Assert.Fail(
            $"{Path.GetFileName(receivedFile)} differs from {approved}. Compare the files, and rename the received one to .approved if "
                + "it is right.");
    }
}
