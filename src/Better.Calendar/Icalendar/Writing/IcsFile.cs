using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Better.Calendar;

/// <summary>A complete iCalendar file (RFC 5545): CRLF line endings, lines folded at 75 octets, UTF-8 without a byte order mark.</summary>
public sealed class IcsFile
{
    /// <summary>The media type for a web server or a MIME part, without parameters.</summary>
    public const string MediaType = "text/calendar";

    private readonly byte[] bytes;

    internal IcsFile(IcsMethod method, byte[] bytes, ValueList<ZoneEncoding> zoneEncodings)
    {
        Method = method;
        this.bytes = bytes;
        ZoneEncodings = zoneEncodings;
    }

    /// <summary>The METHOD of the file.</summary>
    public IcsMethod Method { get; }

    /// <summary>The METHOD as iCalendar and MIME write it, such as <c>REQUEST</c>.</summary>
    public string MethodName => GetMethodName(Method);

    /// <summary>How each time zone of the file is written, with the reason when it is not by rules.</summary>
    public ValueList<ZoneEncoding> ZoneEncodings { get; }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Returns the text of the file.</summary>
    public override string ToString() => Encoding.UTF8.GetString(bytes);

    /// <summary>Writes the bytes of the file to a stream.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(bytes, 0, bytes.Length);
    }

    /// <summary>Writes the bytes of the file into the memory of a writer.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(bytes);
    }

    /// <summary>Writes the bytes of the file to a stream without synchronous I/O, as a web server asks for.</summary>
    /// <param name="stream">The stream, such as the body of a response; not closed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ChunkWriter.WriteAsync(stream, [bytes], cancellationToken);
    }

    /// <summary>Writes the bytes of the file to a pipe.</summary>
    /// <param name="writer">The pipe, such as the <c>BodyWriter</c> of a response; flushed, and not completed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public Task WriteToAsync(PipeWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return ChunkWriter.WriteAsync(writer, [bytes], cancellationToken);
    }

    internal static string GetMethodName(IcsMethod method) => method.ToString().ToUpperInvariant();
}
