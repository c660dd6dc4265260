using Better.Calendar.Icalendar.Parsing;
using MimeKit;

namespace Better.Calendar.Validation;

/// <summary>A MIME part of an email that contains no other parts.</summary>
internal sealed class ValidatedPart(MimePart entity, Multipart? parent, int index)
{
    private byte[]? bytes;
    private string? text;

    public MimePart Entity { get; } = entity;

    /// <summary>The multipart that contains it; null if it is the whole email.</summary>
    public Multipart? Parent { get; } = parent;

    /// <summary>The media type in lower case.</summary>
    public string MediaType { get; } = $"{entity.ContentType.MediaType}/{entity.ContentType.MediaSubtype}".ToLowerInvariant();

    /// <summary>Whether it is in a multipart/alternative.</summary>
    public bool IsAlternative => Parent?.ContentType.IsMimeType("multipart", "alternative") == true;

    /// <summary>Whether it is the last part of its multipart.</summary>
    public bool IsLast => Parent is null || IndexInParent == Parent.Count - 1;

    /// <summary>The index in its multipart.</summary>
    public int IndexInParent { get; } = index;

    /// <summary>Whether its transfer encoding keeps line endings as they are, whatever mail servers do.</summary>
    public bool IsEncoded => Entity.ContentTransferEncoding is ContentEncoding.Base64 or ContentEncoding.QuotedPrintable;

    public bool IsAttachment => Entity.ContentDisposition?.IsAttachment == true;

    /// <summary>The charset parameter in lower case; null if it is missing.</summary>
    public string? Charset => Entity.ContentType.Parameters["charset"]?.Trim().ToLowerInvariant();

    /// <summary>The decoded content.</summary>
    public byte[] Bytes
    {
        get
        {
            if (bytes is null)
            {
                // Decoding never lengthens a content, and most keep their length: then no copy is needed.
                var capacity = Entity.Content?.Stream is { CanSeek: true, Length: < int.MaxValue and var length } ? (int)length : 0;
                using var decoded = new MemoryStream(capacity);
                Entity.Content?.DecodeTo(decoded);
                bytes = decoded.Length == decoded.Capacity ? decoded.GetBuffer() : decoded.ToArray();
            }

            return bytes;
        }
    }

    /// <summary>The content as text, decoded as UTF-8, or as Latin-1 if it is not UTF-8; the charset parameter is ignored.</summary>
    public string Text => text ??= TextEncoding.Decode(Bytes, 0, Bytes.Length);

    public FindingLocation Location => new(MediaType);
}
