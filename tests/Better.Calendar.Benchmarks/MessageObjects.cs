using MimeKit;

namespace Better.Calendar.Benchmarks;

/// <summary>Creates a <see cref="MimeMessage"/> without parsing: from objects with cloned headers.</summary>
/// <remarks>An email needs more: here the parts are empty, and have neither parameters nor headers of their own.</remarks>
internal sealed class MessageObjects(MimeMessage email)
{
    private static readonly byte[] Empty = [];

    private readonly Header[] headers = [.. email.Headers];

    public MimeMessage Create() => new(headers.Select(static header => header.Clone())) { Body = Copy(email.Body!) };

    private static MimeEntity Copy(MimeEntity entity)
    {
        if (entity is Multipart parts)
        {
            var copy = new Multipart(parts.ContentType.MediaSubtype);
            foreach (var part in parts)
            {
                copy.Add(Copy(part));
            }

            return copy;
        }

        return new MimePart(
            entity.ContentType.MediaType,
            entity.ContentType.MediaSubtype)
        { Content = new MimeContent(new MemoryStream(Empty, writable: false)) };
    }
}
