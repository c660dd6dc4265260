using Better.Calendar.Email;
using MimeKit;
using NodaTime;

namespace Better.Calendar;

/// <summary>An email to one participant: bytes to send or to keep.</summary>
/// <remarks>It does not change, and takes little memory until its bytes or texts are asked for; these are the same whenever they are.</remarks>
/// <threadsafety>An email may be used by many threads at once.</threadsafety>
public sealed class InvitationEmail
{
    private readonly TemplateCache templateCache;
    private readonly PlannedEmail message;
    private readonly Instant timestamp;
    private readonly RecipientContext recipient;
    private readonly EmailTemplate? template;
    private readonly Uri? page;
    private readonly GuestList? guests;
    private EmailRenderer? renderer;
    private byte[]? bytes;

    internal InvitationEmail(TemplateCache templateCache, PlannedEmail message, Instant at, RecipientContext recipient, EmailTemplate? template, Uri? page, GuestList? guests)
    {
        (this.page, this.guests) = (page, guests);
        (this.templateCache, this.message, this.timestamp, this.recipient, this.template) = (templateCache, message, at, recipient, template);

        // Without a master nothing has shown yet that it can be written.
        bytes = template is null ? Renderer.RenderBytes() : null;
    }

    /// <summary>What it is for.</summary>
    public EmailKind Kind => message.Kind;

    /// <summary>The id of the workshop that it is about; null where it is about the whole series.</summary>
    public string? WorkshopId => message.Workshop?.Id;

    /// <summary>Whom it goes to, alone.</summary>
    public Participant Recipient => message.Recipient;

    /// <summary>The subject, in the recipient's language.</summary>
    public string Subject => template?.Subject ?? Renderer.Content.Subject;

    /// <summary>The language of its sentences (BCP 47).</summary>
    public string Language => template?.Language ?? Renderer.Content.Language;

    /// <summary>The Message-ID without angle brackets; the same whenever this email is written.</summary>
    public string MessageId => (template?.MessageIds ?? Renderer.MessageIds).CreateMessageId(Recipient.Email);

    /// <summary>The plain text part, lines ended by LF; a line that ends with a space goes on in the next (RFC 3676).</summary>
    public string Text => Renderer.Bodies.Text;

    /// <summary>The HTML part, lines ended by LF.</summary>
    public string Html => Renderer.Bodies.Html;

    /// <summary>The calendar part, or the file that is attached; null where there is neither (a reminder).</summary>
    public IcsFile? Calendar => Renderer.Calendar;

    /// <summary>The whole message as it is sent: CRLF, ASCII only. Kept from then on; <see cref="WriteTo"/> keeps nothing.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes ??= Render();

    private EmailRenderer Renderer => renderer ??= new(templateCache.Series, message, timestamp, templateCache.Options);

    /// <summary>Writes the whole message: the fast way to many emails.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (bytes is not null)
        {
            stream.Write(bytes, 0, bytes.Length);
        }
        else
        {
            var desk = RenderBuffers.Rent();
            Render(desk);
            stream.Write(desk.Output.Bytes, 0, desk.Output.Length);
            desk.Return();
        }
    }

    /// <summary>The message for MailKit; it writes itself as the same bytes. Dispose it.</summary>
    public MimeMessage ToMimeMessage() => MimeMessage.Load(new MemoryStream(bytes ?? Render(), writable: false), persistent: true);

    private void Render(RenderBuffers buffers) => template!.Render(
        buffers, message, new(Recipient.Name, Recipient.Email, recipient.AddressDigest, page, guests, guests?.PlaceOf(Recipient.Email) ?? -1));

    private byte[] Render()
    {
        var buffers = RenderBuffers.Rent();
        Render(buffers);
        var printed = buffers.Output.ToArray();
        buffers.Return();
        return printed;
    }
}
