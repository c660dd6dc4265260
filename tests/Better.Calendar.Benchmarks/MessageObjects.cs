using MimeKit;

namespace Better.Calendar.Benchmarks;

/// <summary>The other way to a <see cref="MimeMessage"/>: nothing is read, its objects are put together from ready headers.</summary>
/// <remarks>Less than an email needs: the parts are empty, and have neither parameters nor headers of their own.</remarks>
internal sealed class MessageObjects(MimeMessage email)
{
    private static readonly byte[] Nothing = [];

    private readonly Header[] headers = [.. email.Headers];

    public MimeMessage Make() => new(headers.Select(static header => header.Clone())) { Body = Copy(email.Body!) };

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

        return new MimePart(entity.ContentType.MediaType, entity.ContentType.MediaSubtype) { Content = new MimeContent(new MemoryStream(Nothing, writable: false)) };
    }
}
