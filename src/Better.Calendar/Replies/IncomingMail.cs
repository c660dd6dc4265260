using MimeKit;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>A mail that is being read: its content, its sender and recipients, the series, and the policy that applies.</summary>
internal sealed class IncomingMail
{
    private static readonly HeaderId[] RecipientHeaders = [HeaderId.To, HeaderId.Cc];

    /// <summary>What is in From of mail servers, in lower case; the last is the same in all languages of Exchange Online.</summary>
    private static readonly string[] MailSystems =
    [
        "mailer-daemon", "mailer daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mail delivery", "maildelivery",
        "mail administrator",
        "mail system", "postmaster", "post_master", "internet mail service", "system administrator", "microsoftexchange329e71ec88ae",
    ];

    private static readonly string[] NoReplyNames = ["no-reply@", "noreply@", "no_reply@", "donotreply@", "do-not-reply@", "mdaemon@"];
    private static readonly string[] EnvelopeHeaders = ["Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Delivered-To"];

    public IncomingMail(MailContent content, SeriesLookup lookup, ReplyPolicy policy, SenderAuthentication? sender, string messageKey)
    {
        (Content, Lookup, Policy, MessageKey) = (content, lookup, policy, messageKey);
        From = GetFirstAddress(HeaderId.From);
        ReceivedAt = ToInstant(content.Headers.ReceivedDate);
        SentAt = ToInstant(content.Headers.Date) is { } sent && !(sent > ReceivedAt + Duration.FromDays(1)) ? sent : ReceivedAt;
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

    /// <summary>When the mail was sent; the beginning of 1970 when it does not say.</summary>
    public Instant Date => SentAt ?? NodaConstants.UnixEpoch;

    /// <summary>
    /// When the own mail server received the mail: the date behind the semicolon of the first Received; null when it has none.
    /// </summary>
    public Instant? ReceivedAt { get; }

    /// <summary>
    /// The Date header; when it is more than a day after the arrival, the arrival. Null when there is none, or when its year is not
    /// plausible.
    /// </summary>
    public Instant? SentAt { get; }

    /// <summary>The first address in Reply-To; null when there is none.</summary>
    public EmailAddress? ReplyTo => GetFirstAddress(HeaderId.ReplyTo);

    /// <summary>Whether Return-Path says that the sender wants no answer, as mail servers, vacation programs and receipts do.</summary>
    public bool HasEmptyReturnPath =>
        Content.Headers[HeaderId.ReturnPath]?.Trim() is { } path
        && (path is "" or "<>" || path.IndexOf("mailer-daemon", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether a mail server wrote the mail, by From or by a header that only servers write.</summary>
    public bool IsFromMailSystem =>
        Lookup.FindParticipant(From) is null
        && (Content.Headers["X-Failed-Recipients"] is not null || Contains(Content.Headers[HeaderId.From], MailSystems));

    /// <summary>Whether a mail server may have written the mail, so that it is worth while to read its text.</summary>
    public bool MayComeFromMailSystem =>
        IsFromMailSystem || HasEmptyReturnPath || From is null || Contains(Content.Headers[HeaderId.From], NoReplyNames);

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

    private EmailAddress? GetFirstAddress(HeaderId id) =>
        Content.Headers.GetAddresses(id).Mailboxes.FirstOrDefault() is { } mailbox
            && EmailAddress.TryParse(mailbox.Address, out var address)
            ? address
            : null;

    private static Instant? ToInstant(DateTimeOffset? date) =>
        date is { Year: >= 1970 and <= 2999 } plausible ? Instant.FromDateTimeOffset(plausible) : null;

    private static bool Contains(string? text, string[] parts) =>
        text is not null && Array.Exists(parts, part => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
