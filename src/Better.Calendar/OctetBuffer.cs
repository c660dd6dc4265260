using System.Text;

namespace Better.Calendar;

/// <summary>Octets that grow behind each other in one array, which is used again for the next letter or event.</summary>
internal sealed class OctetBuffer
{
    private byte[] octets;
    private char[] chars = new char[256];

    public OctetBuffer(int capacity = 1024) => octets = new byte[capacity];

    /// <summary>How many octets there are.</summary>
    public int Length { get; private set; }

    /// <summary>The array that holds them, from 0 to <see cref="Length"/>; another one when they have grown.</summary>
    public byte[] Octets => octets;

    /// <summary>Forgets all octets from a place on.</summary>
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

    /// <summary>A text in UTF-8.</summary>
    public void Append(StringBuilder text)
    {
        var letters = Letters(text);
        Append(letters.Array!, 0, letters.Count);
    }

    /// <summary>Lines in UTF-8, each of which LF ends; here it is CRLF.</summary>
    public void AppendLines(StringBuilder lines)
    {
        var letters = Letters(lines);
        for (var at = 0; at < letters.Count;)
        {
            var end = Array.IndexOf(letters.Array!, '\n', at, letters.Count - at);
            Append(letters.Array!, at, end - at);
            Append("\r\n"u8);
            at = end + 1;
        }
    }

    /// <summary>The letters of a text, in an array that the next call uses again.</summary>
    public ArraySegment<char> Letters(StringBuilder text)
    {
        if (chars.Length < text.Length)
        {
            chars = new char[text.Length * 2];
        }

        text.CopyTo(0, chars, 0, text.Length);
        return new(chars, 0, text.Length);
    }

    public byte[] ToArray() => octets.AsSpan(0, Length).ToArray();

    private void Append(char[] letters, int start, int count)
    {
        Reserve(3 * count);
        Length += Encoding.UTF8.GetBytes(letters, start, count, octets, Length);
    }
}
