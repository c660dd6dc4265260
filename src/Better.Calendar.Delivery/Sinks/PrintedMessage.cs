using System.Text;
using MimeKit;

namespace Better.Calendar.Delivery.Sinks;

/// <summary>A printed letter as MailKit wants it: it writes itself as the same octets, and before their end goes, the ledger has it in writing.</summary>
internal static class PrintedMessage
{
    /// <summary>The message; dispose it.</summary>
    public static MimeMessage Of(PrintedLetter letter, Task<bool> permission)
    {
        var octets = letter.Octets;
        var name = octets.Span.IndexOf((byte)':');
        var end = octets.Span.IndexOf("\r\n\r\n"u8) + 2;

        // MimeKit writes the value of a header as it stands. So the first one carries all the others behind it, and none is read only
        // to be written again.
        var headers = new Header(Encoding.ASCII.GetString(octets.Span[..name]), "");
        headers.SetRawValue(octets[(name + 1)..end].ToArray());
        return new MimeMessage((IEnumerable<Header>)[headers]) { Body = new PrintedBody(octets.Length, octets[(end + 2)..], permission) };
    }
}

/// <summary>All that stands behind the headers.</summary>
internal sealed class PrintedBody : MimeEntity
{
    private readonly ReadOnlyMemory<byte> content;
    private readonly Task<bool> permission;

    public PrintedBody(long length, ReadOnlyMemory<byte> content, Task<bool> permission)
        : base(new ContentType("application", "octet-stream"))
    {
        (Length, this.content, this.permission) = (length, content, permission);
        Headers.Clear();
    }

    /// <summary>The length of the whole message in octets.</summary>
    public long Length { get; }

    /// <summary>Whether all of it is with MailKit, which sends the final dot next: from here on the server may take it.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether it was somebody else's.</summary>
    public bool IsInOtherHands { get; private set; }

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        // It is printed.
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        // MailKit doubles dots at the beginning of lines, and ends the last line (RFC 5321, 4.5.2 and 4.1.1.4).
        await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        // MailKit has no hook before the final dot, but it sends the dot only after the message has written itself.
        if (!await permission.ConfigureAwait(false))
        {
            IsInOtherHands = true;
            throw new IOException("the letter is in other hands");
        }

        HasEnded = true;
    }
}
