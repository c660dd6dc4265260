using Better.Calendar.IcsLines;
using MimeKit;

namespace Better.Calendar.Checks;

/// <summary>A leaf of a letter's MIME tree.</summary>
internal sealed class PartReading(MimePart entity, Multipart? parent, int index)
{
    private byte[]? octets;
    private string? text;

    public MimePart Entity { get; } = entity;

    /// <summary>What it stands in; null when it is the whole letter.</summary>
    public Multipart? Parent { get; } = parent;

    /// <summary>Its media type in lower case.</summary>
    public string Type { get; } = $"{entity.ContentType.MediaType}/{entity.ContentType.MediaSubtype}".ToLowerInvariant();

    /// <summary>Whether it stands in a multipart/alternative.</summary>
    public bool IsAlternative => Parent?.ContentType.IsMimeType("multipart", "alternative") == true;

    /// <summary>Whether nothing follows it there.</summary>
    public bool IsLast => Parent is null || Index == Parent.Count - 1;

    /// <summary>Its place there.</summary>
    public int Index { get; } = index;

    public bool IsAttachment => Entity.ContentDisposition?.IsAttachment == true;

    /// <summary>The charset parameter in lower case; null when it is missing.</summary>
    public string? Charset => Entity.ContentType.Parameters["charset"]?.Trim().ToLowerInvariant();

    /// <summary>Its contents, decoded.</summary>
    public byte[] Octets
    {
        get
        {
            if (octets is null)
            {
                using var decoded = new MemoryStream();
                Entity.Content?.DecodeTo(decoded);
                octets = decoded.ToArray();
            }

            return octets;
        }
    }

    /// <summary>Its contents as text, whatever the charset says: UTF-8, or Latin-1.</summary>
    public string Text => text ??= LineText.Decode(Octets, 0, Octets.Length);

    public Place Place => new(Type);
}
