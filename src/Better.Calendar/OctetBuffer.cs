using System.Text;

namespace Better.Calendar;

/// <summary>Octets that grow behind each other in one array, which is used again for the next letter or event.</summary>
internal sealed class OctetBuffer
{
    private byte[] octets;

    public OctetBuffer(int capacity = 1024)
        : this(new byte[capacity])
    {
    }

    /// <summary>Octets that are written into an array, as long as there is room in it.</summary>
    public OctetBuffer(byte[] octets) => this.octets = octets;

    /// <summary>How many octets there are.</summary>
    public int Length { get; private set; }

    /// <summary>The array that holds them, from 0 to <see cref="Length"/>; another one when they have grown.</summary>
    public byte[] Octets => octets;

    /// <summary>Says where the octets end: what stands behind is forgotten, what was written behind into the array is theirs.</summary>
    public void Cut(int length = 0) => Length = length;

    /// <summary>Room for so many octets behind the last, which counts as written from then on.</summary>
    public Span<byte> Take(int count)
    {
        Reserve(count);
        Length += count;
        return octets.AsSpan(Length - count, count);
    }

    /// <summary>Sees to it that so many octets fit behind the last.</summary>
    public void Reserve(int count)
    {
        if (Length + count > octets.Length)
        {
            Array.Resize(ref octets, Math.Max(Length + count, octets.Length * 2));
        }
    }

    public void Append(ReadOnlySpan<byte> more) => more.CopyTo(Take(more.Length));

    public void Append(byte octet)
    {
        Reserve(1);
        octets[Length++] = octet;
    }

    /// <summary>A text in UTF-8.</summary>
    public void Append(string text)
    {
        Reserve(3 * text.Length);
        Length += Encoding.UTF8.GetBytes(text, 0, text.Length, octets, Length);
    }

    /// <summary>A text in UTF-8 in place of what was here.</summary>
    /// <returns>Its octets, until the next change.</returns>
    public ReadOnlySpan<byte> Hold(string text)
    {
        Cut();
        Append(text);
        return Written;
    }

    /// <summary>The octets.</summary>
    public ReadOnlySpan<byte> Written => octets.AsSpan(0, Length);

    public byte[] ToArray() => octets.AsSpan(0, Length).ToArray();
}
