using Better.Calendar.Delivery.Transports;
using Better.Calendar.Tests;
using CsCheck;

namespace Better.Calendar.Delivery.Tests.Transports;

public sealed class CoalescingStreamTests
{
    private static readonly Gen<(int Length, bool Flushes, bool Waits)[]> Pieces = Gen.Select(Gen.Int[0, 50_000], Gen.Bool, Gen.Bool).Array[0, 12];

    [Test]
    public void Whatever_the_pieces_all_bytes_go_out_in_their_order() => Pieces.SamplePortion(static pieces => AllGoOutAsync(pieces).GetAwaiter().GetResult());

    private static async Task AllGoOutAsync((int Length, bool Flushes, bool Waits)[] pieces)
    {
        var sent = new MemoryStream();
        var all = new MemoryStream();
        await using var wire = new CoalescingStream(sent);
        foreach (var (length, flushes, waits) in pieces)
        {
            var piece = Enumerable.Range(0, length).Select(at => (byte)((at * 31) + length)).ToArray();
            all.Write(piece);
            await WriteAsync(wire, piece, waits);
            if (flushes)
            {
                await FlushAsync(wire, waits);
            }
        }

        await wire.FlushAsync();
        Assert.That(sent.ToArray(), Is.EqualTo(all.ToArray()));
    }

    [Test]
    public void Pieces_go_out_together_when_they_are_flushed()
    {
        var sent = new MemoryStream();
        using var wire = new CoalescingStream(sent);

        wire.Write("DA"u8.ToArray());
        wire.Write("TA\r\n"u8.ToArray());
        Assert.That(sent.Length, Is.Zero);

        wire.Flush();
        Assert.That(sent.ToArray(), Is.EqualTo("DATA\r\n"u8.ToArray()));
    }

    private static async Task WriteAsync(CoalescingStream wire, byte[] piece, bool waits)
    {
        if (waits)
        {
            await wire.WriteAsync(piece);
        }
        else
        {
            wire.Write(piece);
        }
    }

    private static async Task FlushAsync(CoalescingStream wire, bool waits)
    {
        if (waits)
        {
            await wire.FlushAsync();
        }
        else
        {
            wire.Flush();
        }
    }
}
