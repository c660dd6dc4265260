using System.Text;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>
/// Wraps a rendered email for MailKit: it is sent as exactly the same bytes, and the store records the intent to send
/// it before its end.
/// </summary>
internal static class PreRenderedMessage
{
    /// <summary>Creates the message; the caller disposes it.</summary>
    public static MimeMessage Create(RenderedMessage email, Func<Task<bool>> recordIntent)
    {
        var bytes = email.Bytes;
        var name = bytes.Span.IndexOf((byte)':');
        var end = bytes.Span.IndexOf("\r\n\r\n"u8) + 2;

        // MimeKit writes the raw value of a header unchanged. So the value of the first header contains all following headers too, and none
        // of them is parsed and written again.
        var headers = new Header(Encoding.ASCII.GetString(bytes.Span[..name]), "");
        headers.SetRawValue(bytes[(name + 1)..end].ToArray());
        return new MimeMessage(
            (IEnumerable<Header>)[headers])
        { Body = new PreRenderedBody(bytes.Length, bytes[(end + 2)..], recordIntent) };
    }
}

/// <summary>Everything after the headers.</summary>
internal sealed class PreRenderedBody : MimeEntity
{
    private readonly ReadOnlyMemory<byte> content;
    private readonly Func<Task<bool>> recordIntent;

    public PreRenderedBody(long length, ReadOnlyMemory<byte> content, Func<Task<bool>> recordIntent)
        : base(new ContentType("application", "octet-stream"))
    {
        (Length, this.content, this.recordIntent) = (length, content, recordIntent);
        Headers.Clear();
    }

    /// <summary>The length of the whole message in bytes.</summary>
    public long Length { get; }

    /// <summary>Whether MailKit has all bytes and sends the final dot next: from then on the server may accept the email.</summary>
    public bool IsFullyWritten { get; private set; }

    /// <summary>Whether another worker has leased the email meanwhile.</summary>
    public bool IsLeaseLost { get; private set; }

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        // The message is rendered already.
    }

    public override async Task WriteToAsync(
        FormatOptions options,
        Stream stream,
        bool contentOnly,
        CancellationToken cancellationToken = default)
    {
        // MailKit doubles dots at the beginning of lines, and ends the last line (RFC 5321, 4.5.2 and 4.1.1.4).
        await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        // MailKit has no hook before the final dot, but it sends the dot only after the message has written itself.
        if (!await recordIntent().ConfigureAwait(false))
        {
            IsLeaseLost = true;
            throw new IOException("Another worker has leased the email.");
        }

        IsFullyWritten = true;
    }
}
