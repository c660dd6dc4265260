using MimeKit;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>A mail on its way to a reading: whom it comes from, whom it came to, and by which rules it is read.</summary>
internal sealed class IncomingMail
{
    private static readonly HeaderId[] RecipientHeaders = [HeaderId.To, HeaderId.Cc];
    private static readonly string[] AutoReplyHeaders = ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"];
    private static readonly string[] EnvelopeHeaders = ["Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Delivered-To"];

    public IncomingMail(MailContent content, SeriesLookup lookup, ReplyPolicy policy, SenderAuthentication? sender, string messageKey)
    {
        (Content, Lookup, Policy, MessageKey) = (content, lookup, policy, messageKey);
        From = content.Headers.GetAddresses(HeaderId.From).Mailboxes.FirstOrDefault() is { } mailbox && EmailAddress.TryParse(mailbox.Address, out var address) ? address : null;
        var known = sender ?? (policy.TrustedAuthenticationServer is { } server ? SenderAuthentication.FromAuthenticationResults(content.Headers, server) : SenderAuthentication.None);

        // What the host says counts for the address in From, which is the one that DMARC is about.
        IsAuthenticated = From is not null && known.Address == From;
    }

    public MailContent Content { get; }

    public SeriesLookup Lookup { get; }

    public ReplyPolicy Policy { get; }

    /// <summary>What names the mail.</summary>
    public string MessageKey { get; }

    /// <summary>The address in From; null when there is none.</summary>
    public EmailAddress? From { get; }

    /// <summary>Whether the mail is known to come from <see cref="From"/>.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>The Date header; the beginning of 1970 where there is none.</summary>
    public Instant Date => Content.Headers.Date is { Year: >= 1970 and <= 2999 } date ? Instant.FromDateTimeOffset(date) : NodaConstants.UnixEpoch;

    /// <summary>Whether no person wrote it (RFC 3834, 5; older marks of vacation programs beside it).</summary>
    public bool IsAutomatic
    {
        get
        {
            var headers = Content.Headers;
            return (headers[HeaderId.AutoSubmitted] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
                || headers.Any(static header => AutoReplyHeaders.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                || "auto_reply".Equals(headers[HeaderId.Precedence]?.Trim(), StringComparison.OrdinalIgnoreCase)
                || Content.IsReport;
        }
    }

    /// <summary>Whose address the mail came to; null when it has no token.</summary>
    public TokenOwner? FindTokenOwner()
    {
        if (Policy.ReplyTokens is null)
        {
            return null;
        }

        var headers = Content.Headers;
        return RecipientHeaders.Select(id => Lookup.FindTokenOwner(Policy.ReplyTokens, headers[id])).FirstOrDefault(static owner => owner is not null)
            ?? headers.Where(static header => EnvelopeHeaders.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                .Select(header => Lookup.FindTokenOwner(Policy.ReplyTokens, header.Value)).FirstOrDefault(static owner => owner is not null);
    }

    public UnrecognizedMail CreateUnrecognized(UnrecognizedReason reason, string detail) => new() { MessageKey = MessageKey, Reason = reason, Detail = detail };
}
