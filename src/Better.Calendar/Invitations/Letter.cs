using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using MimeKit;

namespace Better.Calendar.Invitations;

/// <summary>A finished letter to one participant: octets to send or to keep.</summary>
public sealed class Letter
{
    private readonly byte[] octets;

    internal Letter(PlannedMessage message, LetterFacts facts, LetterBodies bodies, MailIdentity identity, IcsFile? calendar, byte[] octets)
    {
        (Kind, WorkshopId, Recipient, Calendar, this.octets) = (message.Kind, message.Workshop?.Id, message.Recipient, calendar, octets);
        (Subject, Language, Text, Html) = (facts.Subject, facts.Language, bodies.Text, bodies.Html);
        MessageId = identity.MessageId;
    }

    /// <summary>What it is for.</summary>
    public LetterKind Kind { get; }

    /// <summary>The id of the workshop that it is about; null where it is about the whole series.</summary>
    public string? WorkshopId { get; }

    /// <summary>Whom it goes to, alone.</summary>
    public Participant Recipient { get; }

    /// <summary>The subject, in the recipient's language.</summary>
    public string Subject { get; }

    /// <summary>The language of its sentences (BCP 47).</summary>
    public string Language { get; }

    /// <summary>The Message-ID without angle brackets; the same whenever this letter is written.</summary>
    public string MessageId { get; }

    /// <summary>The plain text part, lines ended by LF; a line that ends with a space goes on in the next (RFC 3676).</summary>
    public string Text { get; }

    /// <summary>The HTML part, lines ended by LF.</summary>
    public string Html { get; }

    /// <summary>The calendar part, or the file that is attached; null where there is neither (a reminder).</summary>
    public IcsFile? Calendar { get; }

    /// <summary>The whole message as it is sent: CRLF, ASCII only.</summary>
    public ReadOnlyMemory<byte> Octets => octets;

    /// <summary>Writes the whole message.</summary>
    public void WriteTo(Stream stream) => stream.Write(octets, 0, octets.Length);

    /// <summary>The message for MailKit; it writes itself as the same octets. Dispose it.</summary>
    public MimeMessage ToMimeMessage() => MimeMessage.Load(new MemoryStream(octets, writable: false), persistent: true);
}
