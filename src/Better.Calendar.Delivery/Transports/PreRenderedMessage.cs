using System.Text;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>A printed email as MailKit wants it: it writes itself as the same bytes, and before their end goes, the store has it in writing.</summary>
internal static class PreRenderedMessage
{
    /// <summary>The message; dispose it.</summary>
    public static MimeMessage Create(RenderedMessage email, Task<bool> intentRecorded)
    {
        var bytes = email.Bytes;
        var name = bytes.Span.IndexOf((byte)':');
        var end = bytes.Span.IndexOf("\r\n\r\n"u8) + 2;

        // MimeKit writes the value of a header as it stands. So the first one carries all the others behind it, and none is read only
        // to be written again.
        var headers = new Header(Encoding.ASCII.GetString(bytes.Span[..name]), "");
        headers.SetRawValue(bytes[(name + 1)..end].ToArray());
        return new MimeMessage((IEnumerable<Header>)[headers]) { Body = new PreRenderedBody(bytes.Length, bytes[(end + 2)..], intentRecorded) };
    }
}

/// <summary>All that stands behind the headers.</summary>
internal sealed class PreRenderedBody : MimeEntity
{
    private readonly ReadOnlyMemory<byte> content;
    private readonly Task<bool> intentRecorded;

    public PreRenderedBody(long length, ReadOnlyMemory<byte> content, Task<bool> intentRecorded)
        : base(new ContentType("application", "octet-stream"))
    {
        (Length, this.content, this.intentRecorded) = (length, content, intentRecorded);
        Headers.Clear();
    }

    /// <summary>The length of the whole message in bytes.</summary>
    public long Length { get; }

    /// <summary>Whether all of it is with MailKit, which sends the final dot next: from here on the server may take it.</summary>
    public bool IsFullyWritten { get; private set; }

    /// <summary>Whether it was somebody else's.</summary>
    public bool IsLeaseLost { get; private set; }

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        // It is printed.
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        // MailKit doubles dots at the beginning of lines, and ends the last line (RFC 5321, 4.5.2 and 4.1.1.4).
        await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        // MailKit has no hook before the final dot, but it sends the dot only after the message has written itself.
        if (!await intentRecorded.ConfigureAwait(false))
        {
            IsLeaseLost = true;
            throw new IOException("the email is in other hands");
        }

        IsFullyWritten = true;
    }
}
