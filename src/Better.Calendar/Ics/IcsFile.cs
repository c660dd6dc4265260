using System.Text;

namespace Better.Calendar.Ics;

/// <summary>A finished iCalendar file: CRLF, lines folded at 75 octets, UTF-8 without a byte order mark.</summary>
public sealed class IcsFile
{
    /// <summary>The media type for a web server or a MIME part, without its parameters.</summary>
    public const string MediaType = "text/calendar";

    private readonly byte[] octets;

    internal IcsFile(IcsMethod method, byte[] octets, ValueList<ZoneTold> zones)
    {
        Method = method;
        this.octets = octets;
        Zones = zones;
    }

    /// <summary>The METHOD that stands in the file.</summary>
    public IcsMethod Method { get; }

    /// <summary>The METHOD as iCalendar and MIME write it: <c>REQUEST</c>.</summary>
    public string MethodName => NameOf(Method);

    /// <summary>How the file tells its time zones; where a rule was not possible, with the reason.</summary>
    public ValueList<ZoneTold> Zones { get; }

    /// <summary>The file's octets.</summary>
    public ReadOnlyMemory<byte> Octets => octets;

    /// <summary>The file's text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(octets);

    /// <summary>Writes the file's octets.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(octets, 0, octets.Length);
    }

    internal static string NameOf(IcsMethod method) => method.ToString().ToUpperInvariant();
}
