using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>A letter to one participant: octets to send or to keep.</summary>
/// <remarks>It does not change, and takes little memory until its octets or texts are asked for; these are the same whenever they are.</remarks>
/// <threadsafety>A letter may be used by many threads at once.</threadsafety>
public sealed class Letter
{
    private readonly LetterPress press;
    private readonly PlannedMessage message;
    private readonly Instant at;
    private readonly KnownReader reader;
    private readonly LetterMaster? master;
    private readonly Uri? page;
    private readonly GuestList? guests;
    private LetterDraft? draft;
    private byte[]? octets;

    internal Letter(LetterPress press, PlannedMessage message, Instant at, KnownReader reader, LetterMaster? master, Uri? page, GuestList? guests)
    {
        (this.page, this.guests) = (page, guests);
        (this.press, this.message, this.at, this.reader, this.master) = (press, message, at, reader, master);

        // Without a master nothing has shown yet that it can be written.
        octets = master is null ? Draft.Octets() : null;
    }

    /// <summary>What it is for.</summary>
    public LetterKind Kind => message.Kind;

    /// <summary>The id of the workshop that it is about; null where it is about the whole series.</summary>
    public string? WorkshopId => message.Workshop?.Id;

    /// <summary>Whom it goes to, alone.</summary>
    public Participant Recipient => message.Recipient;

    /// <summary>The subject, in the recipient's language.</summary>
    public string Subject => master?.Subject ?? Draft.Facts.Subject;

    /// <summary>The language of its sentences (BCP 47).</summary>
    public string Language => master?.Language ?? Draft.Facts.Language;

    /// <summary>The Message-ID without angle brackets; the same whenever this letter is written.</summary>
    public string MessageId => (master?.Identity ?? Draft.Identity).MessageId(Recipient.Email);

    /// <summary>The plain text part, lines ended by LF; a line that ends with a space goes on in the next (RFC 3676).</summary>
    public string Text => Draft.Bodies.Text;

    /// <summary>The HTML part, lines ended by LF.</summary>
    public string Html => Draft.Bodies.Html;

    /// <summary>The calendar part, or the file that is attached; null where there is neither (a reminder).</summary>
    public IcsFile? Calendar => Draft.Calendar;

    /// <summary>The whole message as it is sent: CRLF, ASCII only. Kept from then on; <see cref="WriteTo"/> keeps nothing.</summary>
    public ReadOnlyMemory<byte> Octets => octets ??= Print();

    private LetterDraft Draft => draft ??= new(press.Series, message, at, press.Options);

    /// <summary>Writes the whole message: the fast way to many letters.</summary>
    public void WriteTo(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (octets is not null)
        {
            stream.Write(octets, 0, octets.Length);
        }
        else
        {
            var desk = PressDesk.Take();
            Print(desk);
            stream.Write(desk.Letter.Octets, 0, desk.Letter.Length);
            desk.Leave();
        }
    }

    /// <summary>The message for MailKit; it writes itself as the same octets. Dispose it.</summary>
    public MimeMessage ToMimeMessage() => MimeMessage.Load(new MemoryStream(octets ?? Print(), writable: false), persistent: true);

    private void Print(PressDesk desk) => master!.Print(
        desk, message, new(Recipient.Name, Recipient.Email, reader.Digest, page, guests, guests?.PlaceOf(Recipient.Email) ?? -1));

    private byte[] Print()
    {
        var desk = PressDesk.Take();
        Print(desk);
        var printed = desk.Letter.ToArray();
        desk.Leave();
        return printed;
    }
}
