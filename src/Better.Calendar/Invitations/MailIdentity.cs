using System.Globalization;
using System.Security.Cryptography;
using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>What tells one letter from another: Message-ID and boundaries, derived from what the letter is about and whom it goes to.</summary>
/// <remarks>The same letter has the same Message-ID whenever it is written, so that a letter sent twice by mischance can be known as one.</remarks>
/// <param name="series">The series.</param>
/// <param name="message">What the letter is about; the recipient's address is asked for apart, because many get the same.</param>
internal sealed class MailIdentity(WorkshopSeries series, PlannedMessage message)
{
    private const int DigestOctets = 12;
    private const string Hex = "0123456789abcdef";

    [ThreadStatic]
    private static OctetBuffer? hashed;

    private readonly string uid = message.Workshop is { } workshop ? WorkshopUid.Of(series, workshop) : WorkshopUid.Of(series);
    private readonly (string About, string Sequence) own = About(
        message.Kind, (message.Workshop ?? series.Workshops[0]).Sequence, message.Kind is LetterKind.Invitation ? 0 : message.Revision);

    private readonly (string About, string Sequence) first = About(LetterKind.Invitation, message.FirstSequence, 0);

    /// <summary>Whether the letter begins a thread.</summary>
    public bool IsFirst => message.Kind == LetterKind.Overview || own == first;

    /// <summary>What is in the Message-ID and the boundaries of one recipient's letter: 24 hexadecimal digits.</summary>
    public string Digest(EmailAddress recipient) => Digest(own.About, recipient);

    /// <summary>RFC 5322, 3.6.4, without its angle brackets.</summary>
    /// <param name="digest">The letter's digest.</param>
    public string MessageId(string digest) => digest + BehindDigest;

    /// <summary>What stands in the Message-ID behind the digest.</summary>
    public string BehindDigest { get; } = $".{(message.Workshop ?? series.Workshops[0]).Sequence.ToString(CultureInfo.InvariantCulture)}@{series.Domain}";

    /// <summary>The Message-ID of the first invitation: what later letters refer to, so that they stand in one thread; null where this is the first.</summary>
    public string? ThreadId(EmailAddress recipient) => IsFirst ? null : $"{Digest(first.About, recipient)}.{first.Sequence}@{series.Domain}";

    private static (string About, string Sequence) About(LetterKind kind, int sequence, int revision)
    {
        var number = sequence.ToString(CultureInfo.InvariantCulture);
        return ($" {kind} {number} {revision.ToString(CultureInfo.InvariantCulture)}", number);
    }

    private string Digest(string about, EmailAddress recipient)
    {
        var text = hashed ??= new();
        text.Cut();
        text.Append(uid);
        text.Append((byte)' ');
        text.Append(recipient.Value);
        text.Append(about);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(text.Written, digest);
        Span<char> digits = stackalloc char[2 * DigestOctets];
        for (var at = 0; at < DigestOctets; at++)
        {
            (digits[2 * at], digits[(2 * at) + 1]) = (Hex[digest[at] >> 4], Hex[digest[at] & 15]);
        }

        return digits.ToString();
    }
}
