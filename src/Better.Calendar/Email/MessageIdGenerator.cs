using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar.Email;

/// <summary>Derives the Message-ID and the MIME boundaries of an email from what the email is about and whom it goes to.</summary>
/// <remarks>The same email always has the same Message-ID, so that an email that was sent twice by accident can be recognized.</remarks>
/// <param name="series">The series.</param>
/// <param name="message">What the email is about. Its recipient is ignored: the address is passed to each method, because many recipients
/// get the same email.</param>
internal sealed class MessageIdGenerator(WorkshopSeries series, PlannedEmail message)
{
    private const int DigestLength = 12;

    private readonly byte[] emailDigest = ComputeDigest(Describe(
        series,
        message,
        message.KindName,
        message.GetSequence(series),
        message.Kind is EmailKind.Invitation or EmailKind.Confirmation or EmailKind.FollowUp ? 0 : message.Revision));

    private readonly byte[] threadDigest = ComputeDigest(Describe(
        series, message, nameof(EmailKind.Invitation), message.FirstSequence, 0));

    /// <summary>The number of hexadecimal digits of an email's digest.</summary>
    public const int DigestHexLength = 2 * DigestLength;

    /// <summary>
    /// Whether the email is the first of a thread: only of a recurring event is there an invitation to all workshops to refer to.
    /// </summary>
    public bool StartsThread => message.Kind == EmailKind.Overview
        || (message is { Kind: EmailKind.FollowUp, Workshop: null } && series.Recurrence is null)
        || emailDigest.AsSpan().SequenceEqual(threadDigest);

    /// <summary>What follows the digest in the Message-ID.</summary>
    public string MessageIdSuffix { get; } = $".{FormatNumber(message.GetSequence(series))}@{series.Domain}";

    /// <summary>What follows the digest in the Message-ID of the first invitation.</summary>
    public string ThreadIdSuffix { get; } = $".{FormatNumber(message.FirstSequence)}@{series.Domain}";

    /// <summary>
    /// The digest of a recipient's address, which goes into the digests of their emails. Computing it takes a third of the time of
    /// rendering an email, so it is worth keeping.
    /// </summary>
    public static byte[] ComputeDigest(EmailAddress recipient) => ComputeDigest(recipient.Value);

    /// <summary>The digest in the Message-ID and the boundaries of one recipient's email: 24 hexadecimal digits.</summary>
    public string GetDigest(EmailAddress recipient) => ToHex(emailDigest, recipient);

    /// <summary>The Message-ID (RFC 5322, 3.6.4), without angle brackets.</summary>
    public string CreateMessageId(EmailAddress recipient) => GetDigest(recipient) + MessageIdSuffix;

    /// <summary>
    /// The Message-ID of the first invitation, which later emails refer to so that mail programs show one thread; null if this email is the
    /// first.
    /// </summary>
    public string? CreateThreadId(EmailAddress recipient) => StartsThread ? null : ToHex(threadDigest, recipient) + ThreadIdSuffix;

    /// <summary>Writes the digest of a recipient's email.</summary>
    /// <param name="recipient">The digest of the address, from <see cref="ComputeDigest(EmailAddress)"/>.</param>
    /// <param name="digits">Receives <see cref="DigestHexLength"/> digits.</param>
    public void WriteDigest(ReadOnlySpan<byte> recipient, Span<byte> digits) => WriteHex(emailDigest, recipient, digits);

    /// <summary>Writes the digest of a recipient's first invitation.</summary>
    /// <inheritdoc cref="WriteDigest"/>
    public void WriteThreadDigest(ReadOnlySpan<byte> recipient, Span<byte> digits) => WriteHex(threadDigest, recipient, digits);

    private static string Describe(WorkshopSeries series, PlannedEmail message, string kind, int sequence, int revision)
    {
        var uid = message.Workshop is { } workshop ? WorkshopUid.Create(series, workshop) : WorkshopUid.Create(series);
        return $"{uid} {kind} {FormatNumber(sequence)} {FormatNumber(revision)}";
    }

    private static string FormatNumber(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] ComputeDigest(string text)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return digest.Slice(0, DigestLength).ToArray();
    }

    private static string ToHex(byte[] digest, EmailAddress recipient)
    {
        var digits = new byte[DigestHexLength];
        WriteHex(digest, ComputeDigest(recipient), digits);
        return Encoding.ASCII.GetString(digits);
    }

    // Subject matter and recipient are hashed separately: two emails differ in at least one of them, so their combined digests differ.
    private static void WriteHex(byte[] digest, ReadOnlySpan<byte> recipient, Span<byte> digits)
    {
        var hex = "0123456789abcdef"u8;
        for (var at = 0; at < DigestLength; at++)
        {
            var @byte = digest[at] ^ recipient[at];
            (digits[2 * at], digits[(2 * at) + 1]) = (hex[@byte >> 4], hex[@byte & 15]);
        }
    }
}
