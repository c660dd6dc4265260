using System.Buffers;
using System.IO.Pipelines;
using Better.Calendar.Email;
using Better.Calendar.Email.Templates;
using MimeKit;
using NodaTime;

namespace Better.Calendar;

/// <summary>One composed email to one participant, ready to be sent or stored.</summary>
/// <remarks>It is immutable. Its bytes and texts are rendered when they are first asked for, and are always the same.</remarks>
/// <threadsafety>Many threads may use an instance at the same time.</threadsafety>
public sealed class InvitationEmail
{
    private readonly TemplateCache templateCache;
    private readonly PlannedEmail message;
    private readonly Instant timestamp;
    private readonly RecipientContext recipient;
    private readonly EmailTemplate? template;
    private readonly Uri? page;
    private readonly RecipientMeetings? meetings;
    private readonly GuestList? guests;
    private EmailRenderer? renderer;
    private byte[]? bytes;

    internal InvitationEmail(
        TemplateCache templateCache,
        PlannedEmail message,
        Instant at,
        RecipientContext recipient,
        EmailTemplate? template,
        Uri? page,
        RecipientMeetings? meetings,
        GuestList? guests)
    {
        (this.page, this.meetings, this.guests) = (page, meetings, guests);
        (this.templateCache, this.message, this.timestamp, this.recipient, this.template) =
            (templateCache, message, at, recipient, template);

        // Without a template, only rendering shows whether the email can be written at all.
        bytes = template is null ? Renderer.RenderBytes() : null;
    }

    /// <summary>What the email is for.</summary>
    public EmailKind Kind => message.Kind;

    /// <summary>The id of the workshop that the email is about; null if it is about the whole series.</summary>
    public string? WorkshopId => message.Workshop?.Id;

    /// <summary>The only recipient of the email.</summary>
    public Participant Recipient => message.Recipient;

    /// <summary>The subject, in the recipient's language.</summary>
    public string Subject => template?.Subject ?? Renderer.Content.Subject;

    /// <summary>The language of the email's sentences (BCP 47).</summary>
    public string Language => template?.Language ?? Renderer.Content.Language;

    /// <summary>The Message-ID (RFC 5322, 3.6.4) without angle brackets; the same each time this email is composed.</summary>
    public string MessageId => (template?.MessageIds ?? Renderer.MessageIds).CreateMessageId(Recipient.Email);

    /// <summary>The plain text; lines end with LF, and a line that ends with a space continues on the next line (RFC 3676, 4.1).</summary>
    public string Text => Renderer.Bodies.Text;

    /// <summary>The HTML; lines end with LF.</summary>
    public string Html => Renderer.Bodies.Html;

    /// <summary>
    /// The calendar part; null if the email has none, as a reminder, an overview or a follow-up.
    /// </summary>
    public IcsFile? Calendar => Renderer.Calendar;

    /// <summary>
    /// The whole message as it is sent, ASCII only, with CRLF line ends. The bytes are kept once they have been asked for;
    /// <see cref="WriteTo(Stream)"/> keeps none.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes => bytes ??= Render();

    private EmailRenderer Renderer => renderer ??= new(templateCache.Series, message, timestamp, templateCache.Options);

    /// <summary>Writes the whole message to a stream. This is the fastest way to write many emails.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (bytes is not null)
        {
            stream.Write(bytes, 0, bytes.Length);
        }
        else
        {
            var buffers = RenderBuffers.Rent();
            Render(buffers);
            stream.Write(buffers.Output.Bytes, 0, buffers.Output.Length);
            buffers.Return();
        }
    }

    /// <summary>Writes the whole message into the memory of a writer.</summary>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (bytes is not null)
        {
            writer.Write(bytes);
        }
        else
        {
            var buffers = RenderBuffers.Rent();
            Render(buffers);
            writer.Write(buffers.Output.WrittenSpan);
            buffers.Return();
        }
    }

    /// <summary>Writes the whole message to a stream without synchronous I/O, as a web server asks for.</summary>
    /// <param name="stream">The stream, such as the body of a response; not closed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return WriteAsync(chunks => ChunkWriter.WriteAsync(stream, chunks, cancellationToken));
    }

    /// <summary>Writes the whole message to a pipe.</summary>
    /// <param name="writer">The pipe, such as the <c>BodyWriter</c> of a response; flushed, and not completed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="OperationCanceledException">The writing was canceled.</exception>
    public Task WriteToAsync(PipeWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return WriteAsync(chunks => ChunkWriter.WriteAsync(writer, chunks, cancellationToken));
    }

    /// <summary>Creates a message for MailKit, which serializes to the same bytes. The caller must dispose it.</summary>
    public MimeMessage ToMimeMessage() => MimeMessage.Load(new MemoryStream(bytes ?? Render(), writable: false), persistent: true);

    private async Task WriteAsync(Func<IEnumerable<ReadOnlyMemory<byte>>, Task> write)
    {
        if (bytes is not null)
        {
            await write([bytes]).ConfigureAwait(false);
        }
        else
        {
            // Given back only after a success: a write that was canceled may still read them.
            var buffers = RenderBuffers.Rent();
            Render(buffers);
            await write([buffers.Output.WrittenMemory]).ConfigureAwait(false);
            buffers.Return();
        }
    }

    private void Render(RenderBuffers buffers) => template!.Render(
        buffers,
            message,
            new(
                Recipient.Name,
                Recipient.Email,
                recipient.AddressDigest,
                page,
                meetings,
                guests,
                guests?.IndexOf(Recipient.Email) ?? -1));

    private byte[] Render()
    {
        var buffers = RenderBuffers.Rent();
        Render(buffers);
        var rendered = buffers.Output.ToArray();
        buffers.Return();
        return rendered;
    }
}
