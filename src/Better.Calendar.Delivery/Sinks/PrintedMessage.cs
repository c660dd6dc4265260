using Better.Calendar.Delivery.Outboxes;
using MimeKit;

namespace Better.Calendar.Delivery.Sinks;

/// <summary>A printed letter as MailKit wants it: it writes itself as the same octets, and before their end goes, the ledger has it in writing.</summary>
internal static class PrintedMessage
{
    /// <summary>The message; dispose it.</summary>
    public static MimeMessage Of(PrintedLetter letter, Task<bool> permission)
    {
        var octets = letter.Octets;
        var headers = octets.Span.IndexOf("\r\n\r\n"u8) + 4;
        using var head = new MemoryStream(octets[..headers].ToArray(), writable: false);

        // The headers of the content are among those of the message, so all stay in their order.
        return new MimeMessage((IEnumerable<Header>)HeaderList.Load(head)) { Body = new PrintedBody(octets.Length, octets[headers..], permission) };
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
        await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        if (!content.Span.EndsWith("\r\n"u8))
        {
            // RFC 5321, 4.1.1.4: the final dot stands on a line of its own.
            await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }

        if (!await permission.ConfigureAwait(false))
        {
            IsInOtherHands = true;
            throw new IOException("the letter is in other hands");
        }

        HasEnded = true;
    }
}
