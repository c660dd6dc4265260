using Better.Calendar.Delivery.Transports;
using Better.Calendar.Tests;
using CsCheck;

namespace Better.Calendar.Delivery.Tests.Transports;

public sealed class CoalescingStreamTests
{
    private static readonly Gen<(int Length, bool Flush, bool IsAsync)[]> Pieces =
        Gen.Select(Gen.Int[0, 50_000], Gen.Bool, Gen.Bool).Array[0, 12];

    [Test]
    public void All_bytes_are_written_in_their_order_whatever_the_pieces() =>
        Pieces.SamplePortion(static pieces => AssertAllBytesAreWrittenAsync(pieces).GetAwaiter().GetResult());

    private static async Task AssertAllBytesAreWrittenAsync((int Length, bool Flush, bool IsAsync)[] pieces)
    {
        var sent = new MemoryStream();
        var all = new MemoryStream();
        await using var stream = new CoalescingStream(sent);
        foreach (var (length, flush, isAsync) in pieces)
        {
            var piece = Enumerable.Range(0, length).Select(at => (byte)((at * 31) + length)).ToArray();
            all.Write(piece);
            await WriteAsync(stream, piece, isAsync);
            if (flush)
            {
                await FlushAsync(stream, isAsync);
            }
        }

        await stream.FlushAsync();
        Assert.That(sent.ToArray(), Is.EqualTo(all.ToArray()));
    }

    [Test]
    public void Pieces_are_written_together_when_they_are_flushed()
    {
        var sent = new MemoryStream();
        using var stream = new CoalescingStream(sent);

        stream.Write("DA"u8.ToArray());
        stream.Write("TA\r\n"u8.ToArray());
        Assert.That(sent.Length, Is.Zero);

        stream.Flush();
        Assert.That(sent.ToArray(), Is.EqualTo("DATA\r\n"u8.ToArray()));
    }

    private static async Task WriteAsync(CoalescingStream stream, byte[] piece, bool isAsync)
    {
        if (isAsync)
        {
            await stream.WriteAsync(piece);
        }
        else
        {
            stream.Write(piece);
        }
    }

    private static async Task FlushAsync(CoalescingStream stream, bool isAsync)
    {
        if (isAsync)
        {
            await stream.FlushAsync();
        }
        else
        {
            stream.Flush();
        }
    }
}
