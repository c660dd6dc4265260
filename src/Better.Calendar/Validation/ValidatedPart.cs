using Better.Calendar.Icalendar.Parsing;
using MimeKit;

namespace Better.Calendar.Validation;

/// <summary>A leaf of an email's MIME tree.</summary>
internal sealed class ValidatedPart(MimePart entity, Multipart? parent, int index)
{
    private byte[]? bytes;
    private string? text;

    public MimePart Entity { get; } = entity;

    /// <summary>What it stands in; null when it is the whole email.</summary>
    public Multipart? Parent { get; } = parent;

    /// <summary>Its media type in lower case.</summary>
    public string MediaType { get; } = $"{entity.ContentType.MediaType}/{entity.ContentType.MediaSubtype}".ToLowerInvariant();

    /// <summary>Whether it stands in a multipart/alternative.</summary>
    public bool IsAlternative => Parent?.ContentType.IsMimeType("multipart", "alternative") == true;

    /// <summary>Whether nothing follows it there.</summary>
    public bool IsLast => Parent is null || IndexInParent == Parent.Count - 1;

    /// <summary>Its place there.</summary>
    public int IndexInParent { get; } = index;

    public bool IsAttachment => Entity.ContentDisposition?.IsAttachment == true;

    /// <summary>The charset parameter in lower case; null when it is missing.</summary>
    public string? Charset => Entity.ContentType.Parameters["charset"]?.Trim().ToLowerInvariant();

    /// <summary>Its contents, decoded.</summary>
    public byte[] Bytes
    {
        get
        {
            if (bytes is null)
            {
                using var decoded = new MemoryStream();
                Entity.Content?.DecodeTo(decoded);
                bytes = decoded.ToArray();
            }

            return bytes;
        }
    }

    /// <summary>Its contents as text, whatever the charset says: UTF-8, or Latin-1.</summary>
    public string Text => text ??= TextEncoding.Decode(Bytes, 0, Bytes.Length);

    public SourceLocation Location => new(MediaType);
}
