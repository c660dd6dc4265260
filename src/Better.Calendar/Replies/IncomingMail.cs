using MimeKit;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>A mail that is being read: its content, its sender and recipients, the series, and the policy that applies.</summary>
internal sealed class IncomingMail
{
    private static readonly HeaderId[] RecipientHeaders = [HeaderId.To, HeaderId.Cc];
    private static readonly string[] AutoReplyHeaders = ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"];
    private static readonly string[] EnvelopeHeaders = ["Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Delivered-To"];

    public IncomingMail(MailContent content, SeriesLookup lookup, ReplyPolicy policy, SenderAuthentication? sender, string messageKey)
    {
        (Content, Lookup, Policy, MessageKey) = (content, lookup, policy, messageKey);
        From = content.Headers.GetAddresses(HeaderId.From).Mailboxes.FirstOrDefault() is { } mailbox
            && EmailAddress.TryParse(mailbox.Address, out var address)
            ? address
            : null;
        var authentication = sender
            ?? (policy.TrustedAuthenticationServer is { } server
                ? SenderAuthentication.FromAuthenticationResults(content.Headers, server)
                : SenderAuthentication.None);

        // Authentication counts only for the address in From, because that is the address that DMARC protects.
        IsAuthenticated = From is not null && authentication.Address == From;
    }

    public MailContent Content { get; }

    public SeriesLookup Lookup { get; }

    public ReplyPolicy Policy { get; }

    /// <summary>Identifies the mail (<see cref="ReplyResult.MessageKey"/>).</summary>
    public string MessageKey { get; }

    /// <summary>The first address in From; null when there is none.</summary>
    public EmailAddress? From { get; }

    /// <summary>Whether the sender is authenticated as <see cref="From"/>.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>The Date header; the beginning of 1970 when there is none, or when its year is not plausible.</summary>
    public Instant Date =>
        Content.Headers.Date is { Year: >= 1970 and <= 2999 } date ? Instant.FromDateTimeOffset(date) : NodaConstants.UnixEpoch;

    /// <summary>
    /// Whether a program wrote the mail: by Auto-Submitted (RFC 3834, 5) or the older headers of vacation programs, or because it is a
    /// report.
    /// </summary>
    public bool IsAutomatic
    {
        get
        {
            var headers = Content.Headers;
            return (headers[HeaderId.AutoSubmitted] is { } submitted
                && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
                || headers.Any(static header => AutoReplyHeaders.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                || "auto_reply".Equals(headers[HeaderId.Precedence]?.Trim(), StringComparison.OrdinalIgnoreCase)
                || Content.IsReport;
        }
    }

    /// <summary>Finds the owner of the reply token in the recipient addresses; null when there is no valid token.</summary>
    public TokenOwner? FindTokenOwner()
    {
        if (Policy.ReplyTokens is null)
        {
            return null;
        }

        var headers = Content.Headers;
        return RecipientHeaders.Select(id => Lookup.FindTokenOwner(Policy.ReplyTokens, headers[id]))
            .FirstOrDefault(static owner => owner is not null)
            ?? headers.Where(static header => EnvelopeHeaders.Contains(header.Field, StringComparer.OrdinalIgnoreCase))
                .Select(header => Lookup.FindTokenOwner(Policy.ReplyTokens, header.Value))
                    .FirstOrDefault(static owner => owner is not null);
    }

    public UnrecognizedMail CreateUnrecognized(UnrecognizedReason reason, string detail) =>
        new() { MessageKey = MessageKey, Reason = reason, Detail = detail };
}
