using System.Text;

namespace Better.Calendar;

/// <summary>A finished iCalendar file: CRLF, lines folded at 75 bytes, UTF-8 without a byte order mark.</summary>
public sealed class IcsFile
{
    /// <summary>The media type for a web server or a MIME part, without its parameters.</summary>
    public const string MediaType = "text/calendar";

    private readonly byte[] bytes;

    internal IcsFile(IcsMethod method, byte[] bytes, ValueList<ZoneEncoding> zoneEncodings)
    {
        Method = method;
        this.bytes = bytes;
        ZoneEncodings = zoneEncodings;
    }

    /// <summary>The METHOD that stands in the file.</summary>
    public IcsMethod Method { get; }

    /// <summary>The METHOD as iCalendar and MIME write it: <c>REQUEST</c>.</summary>
    public string MethodName => GetMethodName(Method);

    /// <summary>How the file tells its time zones; where a rule was not possible, with the reason.</summary>
    public ValueList<ZoneEncoding> ZoneEncodings { get; }

    /// <summary>The file's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The file's text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(bytes);

    /// <summary>Writes the file's bytes.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(bytes, 0, bytes.Length);
    }

    internal static string GetMethodName(IcsMethod method) => method.ToString().ToUpperInvariant();
}
