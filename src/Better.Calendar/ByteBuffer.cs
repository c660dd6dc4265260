using System.Text;

namespace Better.Calendar;

/// <summary>Bytes that grow behind each other in one array, which is used again for the next email or event.</summary>
internal sealed class ByteBuffer
{
    private byte[] bytes;

    public ByteBuffer(int capacity = 1024)
        : this(new byte[capacity])
    {
    }

    /// <summary>Bytes that are written into an array, as long as there is room in it.</summary>
    public ByteBuffer(byte[] bytes) => this.bytes = bytes;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The array that holds them, from 0 to <see cref="Length"/>; another one when they have grown.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Says where the bytes end: what stands behind is forgotten, what was written behind into the array is theirs.</summary>
    public void SetLength(int length = 0) => Length = length;

    /// <summary>Room for so many bytes behind the last, which counts as written from then on.</summary>
    public Span<byte> AppendSpan(int count)
    {
        Reserve(count);
        Length += count;
        return bytes.AsSpan(Length - count, count);
    }

    /// <summary>Sees to it that so many bytes fit behind the last.</summary>
    public void Reserve(int count)
    {
        if (Length + count > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(Length + count, bytes.Length * 2));
        }
    }

    public void Append(ReadOnlySpan<byte> values) => values.CopyTo(AppendSpan(values.Length));

    public void Append(byte value)
    {
        Reserve(1);
        bytes[Length++] = value;
    }

    /// <summary>A text in UTF-8.</summary>
    public void Append(string text)
    {
        Reserve(3 * text.Length);
        Length += Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, Length);
    }

    /// <summary>A text in UTF-8 in place of what was here.</summary>
    /// <returns>Its bytes, until the next change.</returns>
    public ReadOnlySpan<byte> SetText(string text)
    {
        SetLength();
        Append(text);
        return WrittenSpan;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> WrittenSpan => bytes.AsSpan(0, Length);

    public byte[] ToArray() => bytes.AsSpan(0, Length).ToArray();
}
