using System.Text;

namespace Better.Calendar;

/// <summary>A growing array of bytes, which is reused for the next email or event.</summary>
internal sealed class ByteBuffer
{
    private byte[] bytes;

    /// <summary>Creates an empty buffer with a capacity in bytes.</summary>
    public ByteBuffer(int capacity = 1024)
        : this(new byte[capacity])
    {
    }

    /// <summary>Creates an empty buffer that writes into the given array, and into a larger one once it is full.</summary>
    public ByteBuffer(byte[] bytes) => this.bytes = bytes;

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The array that holds the bytes, from 0 to <see cref="Length"/>; it is replaced when the buffer grows.</summary>
    public byte[] Bytes => bytes;

    /// <summary>
    /// Sets the number of bytes: bytes after it are dropped, and bytes written directly into <see cref="Bytes"/> before it are included.
    /// </summary>
    public void SetLength(int length = 0) => Length = length;

    /// <summary>Appends this number of bytes and gives their span to be filled.</summary>
    public Span<byte> AppendSpan(int count)
    {
        Reserve(count);
        Length += count;
        return bytes.AsSpan(Length - count, count);
    }

    /// <summary>Grows the array, if needed, so that this number of bytes can be appended.</summary>
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

    /// <summary>Appends a text in UTF-8.</summary>
    public void Append(string text)
    {
        Reserve(3 * text.Length);
        Length += Encoding.UTF8.GetBytes(text, 0, text.Length, bytes, Length);
    }

    /// <summary>Replaces the contents by a text in UTF-8.</summary>
    /// <returns>The bytes, valid until the next change.</returns>
    public ReadOnlySpan<byte> SetText(string text)
    {
        SetLength();
        Append(text);
        return WrittenSpan;
    }

    /// <summary>The bytes written, valid until the next change.</summary>
    public ReadOnlySpan<byte> WrittenSpan => bytes.AsSpan(0, Length);

    /// <inheritdoc cref="WrittenSpan"/>
    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, Length);

    public byte[] ToArray() => bytes.AsSpan(0, Length).ToArray();
}
