using Better.Calendar.Ics;
using Better.Calendar.Workshops;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>A mail on its way to a reading: whom it comes from, whom it came to, and by which rules it is read.</summary>
internal sealed class ReplyMail
{
    private static readonly HeaderId[] Recipients = [HeaderId.To, HeaderId.Cc];
    private static readonly string[] Automatic = ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"];
    private static readonly string[] Envelope = ["Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Delivered-To"];

    public ReplyMail(MailParts parts, ReplyIndex index, ReplyPolicy policy, SenderAuthentication? sender, string key)
    {
        (Parts, Index, Policy, Key) = (parts, index, policy, key);
        From = parts.Headers.Addresses(HeaderId.From).Mailboxes.FirstOrDefault() is { } mailbox && EmailAddress.TryParse(mailbox.Address, out var address) ? address : null;
        var known = sender ?? (policy.TrustedServer is { } server ? SenderAuthentication.From(parts.Headers, server) : SenderAuthentication.None);

        // What the host says counts for the address in From, which is the one that DMARC is about.
        IsAuthenticated = From is not null && known.Address == From;
    }

    public MailParts Parts { get; }

    public ReplyIndex Index { get; }

    public ReplyPolicy Policy { get; }

    /// <summary>What names the mail.</summary>
    public string Key { get; }

    /// <summary>The address in From; null when there is none.</summary>
    public EmailAddress? From { get; }

    /// <summary>Whether the mail is known to come from <see cref="From"/>.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>The Date header; the beginning of 1970 where there is none.</summary>
    public Instant Date => Parts.Headers.Date is { Year: >= 1970 and <= 2999 } date ? Instant.FromDateTimeOffset(date) : NodaConstants.UnixEpoch;

    /// <summary>Whether no person wrote it (RFC 3834, 5; older marks of vacation programs beside it).</summary>
    public bool IsAutomatic
    {
        get
        {
            var headers = Parts.Headers;
            return (headers[HeaderId.AutoSubmitted] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
                || headers.Any(static header => Automatic.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                || "auto_reply".Equals(headers[HeaderId.Precedence]?.Trim(), StringComparison.OrdinalIgnoreCase)
                || Parts.IsReport;
        }
    }

    /// <summary>Whose address the mail came to; null when it has no token.</summary>
    public TokenOwner? Owner()
    {
        if (Policy.ReplyTokens is null)
        {
            return null;
        }

        var headers = Parts.Headers;
        return Recipients.Select(id => Index.Owner(Policy.ReplyTokens, headers[id])).FirstOrDefault(static owner => owner is not null)
            ?? headers.Where(static header => Envelope.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                .Select(header => Index.Owner(Policy.ReplyTokens, header.Value)).FirstOrDefault(static owner => owner is not null);
    }

    public NotAReply Not(NotAReplyReason reason, string detail) => new() { Key = Key, Reason = reason, Detail = detail };
}
