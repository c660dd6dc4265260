using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>What tells one letter from another: Message-ID and boundaries, derived from what the letter is about.</summary>
/// <remarks>The same letter has the same Message-ID whenever it is written, so that a letter sent twice by mischance can be known as one.</remarks>
internal sealed class MailIdentity
{
    private readonly string digest;

    public MailIdentity(WorkshopSeries series, PlannedMessage message)
    {
        var sequence = (message.Workshop ?? series.Workshops[0]).Sequence;
        var revision = message.Kind is LetterKind.Invitation ? 0 : message.Revision;
        digest = Digest(series, message, message.Kind, sequence, revision);
        MessageId = Id(series, digest, sequence);
        ThreadId = message.Kind == LetterKind.Overview
            ? MessageId
            : Id(series, Digest(series, message, LetterKind.Invitation, message.FirstSequence, 0), message.FirstSequence);
    }

    /// <summary>RFC 5322, 3.6.4, without its angle brackets.</summary>
    public string MessageId { get; }

    /// <summary>The Message-ID of the first invitation: what later letters refer to, so that they stand in one thread.</summary>
    public string ThreadId { get; }

    /// <summary>A boundary (RFC 2046, 5.1.1). "=_" comes neither in quoted-printable nor in base64.</summary>
    public string Boundary(string part) => $"=_{part}_{digest}";

    private static string Id(WorkshopSeries series, string digest, int sequence) =>
        $"{digest}.{sequence.ToString(CultureInfo.InvariantCulture)}@{series.Domain}";

    private static string Digest(WorkshopSeries series, PlannedMessage message, LetterKind kind, int sequence, int revision)
    {
        var uid = message.Workshop is { } workshop ? WorkshopUid.Of(series, workshop) : WorkshopUid.Of(series);
        var text = string.Join(" ", uid, message.Recipient.Email, kind, sequence.ToString(CultureInfo.InvariantCulture), revision.ToString(CultureInfo.InvariantCulture));
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(12).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
