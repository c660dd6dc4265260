using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar.Email;

/// <summary>What tells one email from another: Message-ID and boundaries, derived from what the email is about and whom it goes to.</summary>
/// <remarks>The same email has the same Message-ID whenever it is written, so that an email sent twice by mischance can be known as one.</remarks>
/// <param name="series">The series.</param>
/// <param name="message">What the email is about; the recipient's address is asked for apart, because many get the same.</param>
internal sealed class MessageIdGenerator(WorkshopSeries series, PlannedEmail message)
{
    private const int DigestLength = 12;

    private readonly byte[] emailDigest = ComputeDigest(Describe(
        series, message, message.Kind, (message.Workshop ?? series.Workshops[0]).Sequence, message.Kind is EmailKind.Invitation ? 0 : message.Revision));

    private readonly byte[] threadDigest = ComputeDigest(Describe(series, message, EmailKind.Invitation, message.FirstSequence, 0));

    /// <summary>How many hexadecimal digits a letter's digest has.</summary>
    public const int DigestHexLength = 2 * DigestLength;

    /// <summary>Whether the email begins a thread.</summary>
    public bool StartsThread => message.Kind == EmailKind.Overview || emailDigest.AsSpan().SequenceEqual(threadDigest);

    /// <summary>What stands in the Message-ID behind the digest.</summary>
    public string MessageIdSuffix { get; } = $".{FormatNumber((message.Workshop ?? series.Workshops[0]).Sequence)}@{series.Domain}";

    /// <summary>The same in the Message-ID of the first invitation.</summary>
    public string ThreadIdSuffix { get; } = $".{FormatNumber(message.FirstSequence)}@{series.Domain}";

    /// <summary>What a recipient's address gives to the digests of her emails. It takes as long as a third of a printed email: worth keeping.</summary>
    public static byte[] ComputeDigest(EmailAddress recipient) => ComputeDigest(recipient.Value);

    /// <summary>What is in the Message-ID and the boundaries of one recipient's letter: 24 hexadecimal digits.</summary>
    public string GetDigest(EmailAddress recipient) => ToHex(emailDigest, recipient);

    /// <summary>RFC 5322, 3.6.4, without its angle brackets.</summary>
    public string CreateMessageId(EmailAddress recipient) => GetDigest(recipient) + MessageIdSuffix;

    /// <summary>The Message-ID of the first invitation: what later emails refer to, so that they stand in one thread; null where this is the first.</summary>
    public string? CreateThreadId(EmailAddress recipient) => StartsThread ? null : ToHex(threadDigest, recipient) + ThreadIdSuffix;

    /// <summary>Writes the digest of an email.</summary>
    /// <param name="recipient">What <see cref="ComputeDigest(EmailAddress)"/> gives.</param>
    /// <param name="digits">Takes <see cref="DigestHexLength"/> digits.</param>
    public void WriteDigest(ReadOnlySpan<byte> recipient, Span<byte> digits) => WriteHex(emailDigest, recipient, digits);

    /// <summary>Writes the digest of the first invitation.</summary>
    /// <inheritdoc cref="WriteDigest"/>
    public void WriteThreadDigest(ReadOnlySpan<byte> recipient, Span<byte> digits) => WriteHex(threadDigest, recipient, digits);

    private static string Describe(WorkshopSeries series, PlannedEmail message, EmailKind kind, int sequence, int revision) =>
        $"{(message.Workshop is { } workshop ? WorkshopUid.Create(series, workshop) : WorkshopUid.Create(series))} {kind} {FormatNumber(sequence)} {FormatNumber(revision)}";

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

    // What it is about and whom it goes to are digested apart: two emails differ in one of both, so their digests differ.
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
