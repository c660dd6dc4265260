using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    private readonly byte[] own = DigestOf(About(
        series, message, message.Kind, (message.Workshop ?? series.Workshops[0]).Sequence, message.Kind is LetterKind.Invitation ? 0 : message.Revision));

    private readonly byte[] first = DigestOf(About(series, message, LetterKind.Invitation, message.FirstSequence, 0));

    /// <summary>How many hexadecimal digits a letter's digest has.</summary>
    public const int Digits = 2 * DigestOctets;

    /// <summary>Whether the letter begins a thread.</summary>
    public bool IsFirst => message.Kind == LetterKind.Overview || own.AsSpan().SequenceEqual(first);

    /// <summary>What stands in the Message-ID behind the digest.</summary>
    public string BehindDigest { get; } = $".{Text((message.Workshop ?? series.Workshops[0]).Sequence)}@{series.Domain}";

    /// <summary>The same in the Message-ID of the first invitation.</summary>
    public string BehindFirst { get; } = $".{Text(message.FirstSequence)}@{series.Domain}";

    /// <summary>What a recipient's address gives to the digests of her letters. It takes as long as a third of a printed letter: worth keeping.</summary>
    public static byte[] DigestOf(EmailAddress recipient) => DigestOf(recipient.Value);

    /// <summary>What is in the Message-ID and the boundaries of one recipient's letter: 24 hexadecimal digits.</summary>
    public string Digest(EmailAddress recipient) => Written(own, recipient);

    /// <summary>RFC 5322, 3.6.4, without its angle brackets.</summary>
    public string MessageId(EmailAddress recipient) => Digest(recipient) + BehindDigest;

    /// <summary>The Message-ID of the first invitation: what later letters refer to, so that they stand in one thread; null where this is the first.</summary>
    public string? ThreadId(EmailAddress recipient) => IsFirst ? null : Written(first, recipient) + BehindFirst;

    /// <summary>Writes the digest of a letter.</summary>
    /// <param name="recipient">What <see cref="DigestOf(EmailAddress)"/> gives.</param>
    /// <param name="digits">Takes <see cref="Digits"/> digits.</param>
    public void WriteDigest(ReadOnlySpan<byte> recipient, Span<byte> digits) => Write(own, recipient, digits);

    /// <summary>Writes the digest of the first invitation.</summary>
    /// <inheritdoc cref="WriteDigest"/>
    public void WriteFirstDigest(ReadOnlySpan<byte> recipient, Span<byte> digits) => Write(first, recipient, digits);

    private static string About(WorkshopSeries series, PlannedMessage message, LetterKind kind, int sequence, int revision) =>
        $"{(message.Workshop is { } workshop ? WorkshopUid.Of(series, workshop) : WorkshopUid.Of(series))} {kind} {Text(sequence)} {Text(revision)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] DigestOf(string text)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return digest.Slice(0, DigestOctets).ToArray();
    }

    private static string Written(byte[] about, EmailAddress recipient)
    {
        var digits = new byte[Digits];
        Write(about, DigestOf(recipient), digits);
        return Encoding.ASCII.GetString(digits);
    }

    // What it is about and whom it goes to are digested apart: two letters differ in one of both, so their digests differ.
    private static void Write(byte[] about, ReadOnlySpan<byte> recipient, Span<byte> digits)
    {
        var hex = "0123456789abcdef"u8;
        for (var at = 0; at < DigestOctets; at++)
        {
            var octet = about[at] ^ recipient[at];
            (digits[2 * at], digits[(2 * at) + 1]) = (hex[octet >> 4], hex[octet & 15]);
        }
    }
}
